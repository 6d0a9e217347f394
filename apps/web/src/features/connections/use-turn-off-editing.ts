import { connectionEndpoints } from '@lifeguard/shared/api/connections';
import { isEnded } from '@lifeguard/shared/api/jobs';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toProblem } from '#api/api-error.ts';
import { call } from '#api/call.ts';
import { connectionQueries, useConnection } from '#api/connection.tsx';
import { useJobs } from '#job-state/use-job.ts';
import { useNotify } from '#ui/notifications.tsx';

/** Makes the connection read-only again, at once: nothing is lost by it. */
export function useTurnOffEditing() {
  const { id, label } = useConnection();
  const { data: jobs = [] } = useJobs();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const deletions = jobs.filter((job) => job.deletion?.isDryRun === false && !isEnded(job)).length;
  return useMutation({
    mutationFn: () => call(connectionEndpoints.setReadOnly, { params: { connectionId: id }, body: { readOnly: true } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: connectionQueries.list().queryKey }),
    onSuccess: () =>
      notify({
        id: 'editing',
        type: 'info',
        header: `Editing is off for ${label}`,
        content: `Nothing can be changed until you turn on editing again.${deletions === 0 ? '' : ' Deletions that were under way are paused.'}`,
      }),
    onError: (error) =>
      notify({
        id: 'editing',
        type: 'error',
        header: 'Turning off editing has failed',
        content: `${toProblem(error).detail ?? ''} The menu of connections says whether it is still on.`,
      }),
  });
}
