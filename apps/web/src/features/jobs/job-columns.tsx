import ProgressBar from '@cloudscape-design/components/progress-bar';
import type { TableProps } from '@cloudscape-design/components/table';
import { isEnded, type Job } from '@lifeguard/shared/jobs';
import {
  doneText,
  durationText,
  kindText,
  outcomeText,
  percentDone,
  phaseText,
  rateText,
  stateWord,
} from '#jobs/job-words.ts';
import { paths } from '#paths.ts';
import { AppLink } from '#ui/app-link.tsx';
import { StatusText } from '#ui/status-text.tsx';
import { Timestamp } from '#ui/timestamp.tsx';

export const jobColumns: TableProps.ColumnDefinition<Job>[] = [
  {
    id: 'kind',
    header: 'Job',
    isRowHeader: true,
    minWidth: 120,
    cell: (job) => <AppLink href={paths.job(job.connectionId, job.id)}>{kindText(job)}</AppLink>,
  },
  {
    id: 'pool',
    header: 'Identity pool',
    minWidth: 140,
    cell: ({ connectionId, IdentityPoolId, IdentityPoolName }) => (
      <AppLink href={paths.poolIdentities(connectionId, IdentityPoolId)}>{IdentityPoolName}</AppLink>
    ),
  },
  { id: 'state', header: 'State', minWidth: 140, cell: (job) => <State job={job} /> },
  { id: 'progress', header: 'Progress', minWidth: 220, cell: (job) => <Progress job={job} /> },
  { id: 'rate', header: 'Rate', minWidth: 90, cell: (job) => (isEnded(job) ? '-' : (rateText(job) ?? '-')) },
  {
    id: 'left',
    header: 'Time left',
    minWidth: 100,
    cell: (job) => (isEnded(job) || job.secondsLeft === undefined ? '-' : durationText(job.secondsLeft)),
  },
  {
    id: 'started',
    header: 'Started',
    minWidth: 120,
    cell: ({ startedAt, createdAt }) => <Timestamp iso={startedAt ?? createdAt} />,
  },
];

function State({ job }: { job: Job }) {
  const { type, text } = stateWord(job);
  return <StatusText type={type}>{text}</StatusText>;
}

function Progress({ job }: { job: Job }) {
  const percent = percentDone(job);
  if (isEnded(job)) return outcomeText(job) ?? '-';
  const text = [phaseText(job), doneText(job)].filter((part) => part !== undefined).join(': ');
  if (percent === undefined) return text;
  return <ProgressBar variant="standalone" value={percent} additionalInfo={text} ariaLabel={`Progress: ${text}`} />;
}
