import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isEnded } from '@lifeguard/shared/api/jobs';
import { paths } from '#paths.ts';
import { AppLink } from '#ui/app-link.tsx';
import { CancelJob } from './cancel-job.tsx';
import { JobProgress } from './progress.tsx';
import { kindText } from './words.ts';
import { LostJobs } from './lost-jobs.tsx';
import { useJobs } from './use-job.ts';

/** What goes on in a pool now; nothing where nothing does. */
export function ActiveJobs({ poolId }: { poolId: string }) {
  const { data: jobs = [] } = useJobs();
  const active = jobs.filter((job) => job.IdentityPoolId === poolId && !isEnded(job));
  if (active.length === 0) return null;
  return (
    <Container header={<Header variant="h2">Under way</Header>}>
      <LostJobs />
      <ColumnLayout columns={1} borders="horizontal">
        {active.map((job) => (
          <SpaceBetween key={job.id} size="xs">
            <Header
              variant="h3"
              actions={<CancelJob job={job} />}
              {...(job.message === undefined ? {} : { description: job.message })}
            >
              <AppLink href={paths.job(job.connectionId, job.id)} fontSize="inherit">
                {kindText(job)}
              </AppLink>
            </Header>
            <JobProgress job={job} />
          </SpaceBetween>
        ))}
      </ColumnLayout>
    </Container>
  );
}
