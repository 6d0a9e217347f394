import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { isEnded, type Job } from '@lifeguard/shared/api/jobs';
import { useParams } from 'react-router';
import { hasCode } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { filterText } from '#job-state/filter-words.ts';
import { JobProgress } from '#job-state/progress.tsx';
import { checkText, jobTitle, kindText, purposeText } from '#job-state/words.ts';
import { LostJobs } from '#job-state/lost-jobs.tsx';
import { useJob } from '#job-state/use-job.ts';
import { paths } from '#paths.ts';
import { AppLink } from '#ui/app-link.tsx';
import { CliCommand } from '#ui/cli-command.tsx';
import { CopyId } from '#ui/copy-id.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { absoluteTime, utcTime } from '#ui/format-time.ts';
import { Timestamp } from '#ui/timestamp.tsx';
import { JobActions } from './actions.tsx';
import { JobCounts } from './counts.tsx';

/** One job: what it does, how far it is, how it ended, and what can be done with it. */
export function Component() {
  const { jobId = '' } = useParams();
  const { job, error, refetch } = useJob(jobId);
  if (job === undefined) {
    if (hasCode(error, 'not_found', 'invalid_input')) return <NoSuchJob />;
    if (error) return <ErrorAlert error={error} header="The job could not be loaded" onRetry={refetch} />;
    return <Spinner size="large" />;
  }
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={purposeText(job)} actions={<JobActions key={job.id} job={job} />}>
          {jobTitle(job)}
        </Header>
      }
    >
      <title>{`${jobTitle(job)} - Lifeguard`}</title>
      <SpaceBetween size="l">
        <LostJobs />
        <Trouble job={job} />
        <Container header={<Header variant="h2">{isEnded(job) ? 'Result' : 'Progress'}</Header>}>
          <SpaceBetween size="l">
            <JobProgress job={job} />
            <JobCounts job={job} />
          </SpaceBetween>
        </Container>
        <Container header={<Header variant="h2">Details</Header>}>
          <KeyValuePairs
            columns={3}
            items={[
              { label: 'Kind', value: kindText(job) },
              {
                label: 'Identity pool',
                value: (
                  <AppLink href={paths.poolIdentities(job.connectionId, job.IdentityPoolId)}>
                    {job.IdentityPoolName}
                  </AppLink>
                ),
              },
              ...(job.identities === undefined
                ? []
                : [
                    {
                      label: 'Identities',
                      value: <JobIdentities connectionId={job.connectionId} {...job.identities} />,
                    },
                  ]),
              ...(job.deletion === undefined
                ? []
                : [{ label: 'Changed since the scan', value: checkText(job.deletion.check, job.deletion.isDryRun) }]),
              { label: 'Job ID', value: <CopyId value={job.id} label="Job ID" wrap /> },
              { label: 'Made', value: <Timestamp iso={job.createdAt} withUtc /> },
              { label: 'Started', value: <Timestamp iso={job.startedAt} withUtc /> },
              { label: 'Ended', value: <Timestamp iso={job.endedAt} withUtc /> },
            ]}
          />
        </Container>
      </SpaceBetween>
    </ContentLayout>
  );
}

/** Which identities the job takes, in the words of the clean-up. */
function JobIdentities({
  connectionId,
  filter,
  asOf,
  retryOf,
  foundBy,
}: NonNullable<Job['identities']> & { connectionId: string }) {
  const hasDays = filter.createdDaysAgo !== undefined || filter.untouchedDays !== undefined;
  return (
    <>
      {filterText(filter)}
      {hasDays && <Box variant="small">Days are counted back from {utcTime(asOf)}.</Box>}
      {foundBy !== undefined && (
        <Box variant="small">
          Only what <AppLink href={paths.job(connectionId, foundBy)}>a dry run</AppLink> has found.
        </Box>
      )}
      {retryOf !== undefined && (
        <Box variant="small">
          Only what <AppLink href={paths.job(connectionId, retryOf)}>an earlier deletion</AppLink> could not delete.
        </Box>
      )}
    </>
  );
}

/** Why it does not run, or how it ended, with the command that mends it. */
function Trouble({ job }: { job: Job }) {
  const { message, command, resumesAt, state } = job;
  if (message === undefined && command === undefined) return null;
  const type = state === 'failed' ? 'error' : state === 'done' ? 'info' : 'warning';
  return (
    <Alert type={type}>
      <SpaceBetween size="xs">
        {message !== undefined && <div>{message}</div>}
        {command !== undefined && <CliCommand command={command} label="command that mends it" />}
        {resumesAt !== undefined && !isEnded(job) && <div>It tries again by itself at {absoluteTime(resumesAt)}.</div>}
      </SpaceBetween>
    </Alert>
  );
}

function NoSuchJob() {
  const { id } = useConnection();
  return (
    <ContentLayout header={<Header variant="h1">There is no such job</Header>}>
      <title>Not found - Lifeguard</title>
      <Alert type="info">
        It may have been removed, or belong to another connection: choose that at the top, or go to the{' '}
        <AppLink href={paths.jobs(id)}>list of jobs</AppLink>.
      </Alert>
    </ContentLayout>
  );
}
