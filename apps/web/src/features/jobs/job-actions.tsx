import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isEnded, type Job } from '@lifeguard/shared/jobs';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useReadOnlyReason } from '#api/connection.tsx';
import { countText, identitiesText } from '#jobs/job-words.ts';
import { useDownloadJobFile, useJobAction, useRemoveJob } from '#jobs/use-job-actions.ts';
import { paths } from '#paths.ts';
import { DialogError } from '#ui/error-alert.tsx';

/** What can be done with a job now. Only what loses or deletes something asks first. */
export function JobActions({ job }: { job: Job }) {
  const navigate = useNavigate();
  const readOnlyReason = useReadOnlyReason();
  const [asking, setAsking] = useState<'cancel' | 'retry' | 'remove'>();
  const act = useJobAction(job, (retry) => void navigate(paths.job(retry.connectionId, retry.id)));
  const remove = useRemoveJob(job, () => void navigate(paths.jobs(job.connectionId)));
  const download = useDownloadJobFile(job);
  const error = act.error ?? remove.error ?? download.error;
  const failed = job.deletion?.failed ?? 0;
  const hasEnded = isEnded(job);
  const isStopped = job.state === 'paused' || job.state === 'waiting_credentials';
  const close = () => setAsking(undefined);

  return (
    <SpaceBetween size="xs">
      <SpaceBetween direction="horizontal" size="xs">
        {!hasEnded && isStopped && (
          <Button loading={act.isPending} onClick={() => act.mutate('resume')}>
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
        {!hasEnded && (
          <Button
            disabled={job.isCancelling}
            disabledReason="The job is being cancelled."
            onClick={() => setAsking('cancel')}
          >
            Cancel job
          </Button>
        )}
        {hasEnded && failed > 0 && job.deletion?.isDryRun === false && (
          <Button
            disabled={readOnlyReason !== undefined}
            disabledReason={readOnlyReason ?? ''}
            onClick={() => setAsking('retry')}
          >
            Retry failed
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
      {asking === 'cancel' && (
        <Question
          header="Cancel this job?"
          button="Cancel job"
          other="Let it run"
          error={act.error}
          isPending={act.isPending}
          onConfirm={() => act.mutate('cancel', { onSuccess: close })}
          onClose={close}
        >
          {cancelText(job)}
        </Question>
      )}
      {asking === 'retry' && (
        <Question
          header={`Try to delete ${identitiesText(failed)} again?`}
          button="Retry failed"
          error={act.error}
          isPending={act.isPending}
          onConfirm={() => act.mutate('retry')}
          onClose={close}
        >
          A new job deletes those that this one could not delete, and nothing else. What is deleted can&apos;t be
          brought back.
        </Question>
      )}
      {asking === 'remove' && (
        <Question
          header="Remove this job from the list?"
          button="Remove"
          error={remove.error}
          isPending={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={close}
        >
          {job.file === undefined
            ? 'Lifeguard forgets how it ended. Nothing changes in AWS.'
            : `Its ${job.kind === 'delete' ? 'report' : 'file'} is lost: download it before, if you need it. Nothing changes in AWS.`}
        </Question>
      )}
    </SpaceBetween>
  );
}

function cancelText({ kind, deletion }: Job): string {
  if (kind === 'scan') return 'What it has listed so far is dropped. The scan before stays as it is.';
  if (kind === 'export') return 'No file is written.';
  if (deletion?.isDryRun === true) return 'Nothing was deleted, and nothing will be.';
  return `It stops after the batch that is under way. The ${countText(deletion?.deleted ?? 0)} deleted so far can't be brought back; the others stay.`;
}

interface QuestionProps {
  header: string;
  button: string;
  other?: string;
  error: Error | null;
  isPending: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

function Question({ header, button, other = 'Cancel', error, isPending, onConfirm, onClose, children }: QuestionProps) {
  return (
    <Modal
      visible
      header={header}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              {other}
            </Button>
            <Button variant="primary" loading={isPending} onClick={onConfirm}>
              {button}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <div>{children}</div>
        {error && <DialogError error={error} />}
      </SpaceBetween>
    </Modal>
  );
}
