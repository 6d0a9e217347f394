import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isEnded, type Job } from '@lifeguard/shared/api/jobs';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useReadOnlyReason } from '#api/connection.tsx';
import { CancelJob } from '#job-state/cancel-job.tsx';
import { countText, identitiesText } from '#job-state/words.ts';
import { useDownloadJobFile, useJobAction, useRemoveJob } from '#job-state/use-actions.ts';
import { paths } from '#paths.ts';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
import { DialogError } from '#ui/error-alert.tsx';
import { DeleteFound } from './delete-found.tsx';

/** What can be done with a job now. Only what loses or deletes something asks first. */
export function JobActions({ job }: { job: Job }) {
  const navigate = useNavigate();
  const readOnlyReason = useReadOnlyReason();
  const [asking, setAsking] = useState<'retry' | 'remove' | 'delete-found'>();
  const act = useJobAction(job, (retry) => void navigate(paths.job(retry.connectionId, retry.id)));
  const remove = useRemoveJob(job, () => void navigate(paths.jobs(job.connectionId)));
  const download = useDownloadJobFile(job);
  const error = act.error ?? remove.error ?? download.error;
  const failed = job.deletion?.failed ?? 0;
  const hasEnded = isEnded(job);
  const found = job.deletion?.isDryRun === true && job.state === 'done' ? job.deletion.untouched : 0;
  const isStopped = job.state === 'paused' || job.state === 'waiting_credentials';
  const resumeReason = job.deletion?.isDryRun === false ? readOnlyReason : undefined;
  const close = () => setAsking(undefined);

  return (
    <SpaceBetween size="xs">
      <SpaceBetween direction="horizontal" size="xs">
        {!hasEnded && isStopped && (
          <Button
            loading={act.isPending}
            disabled={resumeReason !== undefined}
            disabledReason={resumeReason ?? ''}
            onClick={() => act.mutate('resume')}
          >
            Go on
          </Button>
        )}
        {!hasEnded && !isStopped && (
          <Button
            loading={act.isPending && act.variables === 'pause'}
            disabled={job.isCancelling}
            disabledReason="The job is being cancelled."
            onClick={() => act.mutate('pause')}
          >
            Pause
          </Button>
        )}
        {!hasEnded && <CancelJob job={job} />}
        {hasEnded && failed > 0 && job.deletion?.isDryRun === false && (
          <Button
            disabled={readOnlyReason !== undefined}
            disabledReason={readOnlyReason ?? ''}
            onClick={() => setAsking('retry')}
          >
            Retry failed
          </Button>
        )}
        {found > 0 && (
          <Button
            disabled={readOnlyReason !== undefined}
            disabledReason={readOnlyReason ?? ''}
            onClick={() => setAsking('delete-found')}
          >
            Delete these {countText(found)}
          </Button>
        )}
        {hasEnded && <Button onClick={() => setAsking('remove')}>Remove</Button>}
        {job.file !== undefined && (
          <Button variant="primary" iconName="download" loading={download.isPending} onClick={() => download.mutate()}>
            {job.kind === 'delete' ? 'Download the report' : 'Download the file'}
          </Button>
        )}
      </SpaceBetween>
      {asking === undefined && error && <DialogError error={error} />}
      {asking === 'retry' && (
        <FormDialog
          title={`Try to delete ${identitiesText(failed)} again?`}
          error={act.error}
          what="the new job was started"
          isPending={act.isPending}
          submitText="Retry failed"
          onSubmit={() => act.mutate('retry')}
          onDismiss={close}
        >
          A new job deletes those that this one could not delete, and nothing else. What is deleted can&apos;t be
          brought back.
        </FormDialog>
      )}
      {asking === 'delete-found' && <DeleteFound job={job} found={found} onClose={close} />}
      {asking === 'remove' && (
        <FormDialog
          title="Remove this job from the list?"
          error={remove.error}
          what="the job was removed"
          isPending={remove.isPending}
          submitText="Remove"
          onSubmit={() => remove.mutate()}
          onDismiss={close}
        >
          {job.file === undefined
            ? 'Lifeguard forgets how it ended. Nothing changes in AWS.'
            : `Its ${job.kind === 'delete' ? 'report' : 'file'} is lost: download it before, if you need it. Nothing changes in AWS.`}
        </FormDialog>
      )}
    </SpaceBetween>
  );
}
