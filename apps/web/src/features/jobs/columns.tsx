import ProgressBar from '@cloudscape-design/components/progress-bar';
import type { TableProps } from '@cloudscape-design/components/table';
import { isEnded, type Job } from '@lifeguard/shared/api/jobs';
import {
  doneText,
  durationText,
  kindText,
  outcomeText,
  percentDone,
  phaseText,
  rateText,
  stateWord,
} from '#job-state/words.ts';
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
  { id: 'pace', header: 'Rate, time left', minWidth: 140, cell: (job) => <Pace job={job} /> },
  {
    id: 'started',
    header: 'Started',
    minWidth: 150,
    cell: ({ startedAt, createdAt }) => <Timestamp iso={startedAt ?? createdAt} />,
  },
];

function State({ job }: { job: Job }) {
  const { type, text } = stateWord(job);
  return <StatusText type={type}>{text}</StatusText>;
}

function Pace({ job }: { job: Job }) {
  const rate = rateText(job);
  if (isEnded(job) || rate === undefined) return '-';
  return (
    <>
      <div>{rate}</div>
      {job.secondsLeft !== undefined && <div>{durationText(job.secondsLeft)} left</div>}
    </>
  );
}

function Progress({ job }: { job: Job }) {
  const percent = percentDone(job);
  if (isEnded(job)) return outcomeText(job) ?? '-';
  const text = [phaseText(job), doneText(job)].filter((part) => part !== undefined).join(': ');
  if (percent === undefined) return text;
  return <ProgressBar variant="standalone" value={percent} additionalInfo={text} ariaLabel={`Progress: ${text}`} />;
}
