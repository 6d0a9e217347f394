import type { Job } from '@lifeguard/shared/api/jobs';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keepEvent, keepJob } from './keep.ts';
import { downloadJobFile, type JobAction, jobMutations } from './queries.ts';
import { rememberStarted } from './started.ts';

/** Cancel, pause, resume and retry. `onRetried` is given the new job that a retry has made. */
export function useJobAction(job: Job, onRetried?: (job: Job) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: JobAction) => jobMutations.act(action, job),
    onSuccess: (answer, action) => {
      if (action === 'retry') rememberStarted(answer.id);
      keepJob(client, answer);
      if (action === 'retry') onRetried?.(answer);
    },
  });
}

export function useRemoveJob(job: Job, onRemoved: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => jobMutations.remove(job),
    onSuccess: () => {
      onRemoved();
      keepEvent(client, job.connectionId, { type: 'removed', id: job.id });
    },
  });
}

export function useDownloadJobFile(job: Job) {
  return useMutation({ mutationFn: () => downloadJobFile(job) });
}
