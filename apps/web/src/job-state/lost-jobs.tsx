import Alert from '@cloudscape-design/components/alert';
import { useQuery } from '@tanstack/react-query';
import { useConnection } from '#api/connection.tsx';
import { jobQueries } from './queries.ts';

/** Says that what is shown of jobs may be old, while Lifeguard does not answer. */
export function LostJobs() {
  const { id } = useConnection();
  const { data: isLost } = useQuery(jobQueries.isLost(id));
  if (isLost !== true) return null;
  return (
    <Alert type="warning" header="Lifeguard does not answer">
      What is shown of jobs is what it said last. Check in the terminal that it is still running: jobs go on where they
      stood once it runs again, and this page follows them by itself.
    </Alert>
  );
}
