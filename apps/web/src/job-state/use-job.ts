import type { Job } from '@lifeguard/shared/api/jobs';
import { useQuery } from '@tanstack/react-query';
import { useConnection } from '#api/connection.tsx';
import { jobQueries } from './queries.ts';

/** The jobs of the connection, as they go on. */
export function useJobs() {
  const { id } = useConnection();
  return useQuery(jobQueries.list(id));
}

/** One job: from the list as it goes on, or by itself where it is too old for the list. */
export function useJob(jobId: string): { job: Job | undefined; error: Error | null; refetch: () => void } {
  const { id } = useConnection();
  const list = useJobs();
  const listed = list.data?.find((job) => job.id === jobId);
  const isWanted = list.error !== null || (list.data !== undefined && listed === undefined);
  const detail = useQuery({ ...jobQueries.detail(id, jobId), enabled: isWanted });
  return { job: listed ?? detail.data, error: detail.error, refetch: () => void detail.refetch() };
}
