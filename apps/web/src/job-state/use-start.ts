import type { Job } from '@lifeguard/shared/api/jobs';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keepJob } from './keep.ts';
import { rememberStarted } from './started.ts';

/** A mutation that makes a job: it is in the list at once, and this tab says when it has ended. */
export function useStartJob<V>(start: (variables: V) => Promise<Job>, onStarted?: (job: Job) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: start,
    onSuccess: (job) => {
      rememberStarted(job.id);
      keepJob(client, job);
      onStarted?.(job);
    },
  });
}
