import Button from '@cloudscape-design/components/button';
import type { Job } from '@lifeguard/shared/api/jobs';
import { useState } from 'react';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
import { countText } from './words.ts';
import { useJobAction } from './use-actions.ts';

/** The button that ends a job before its time, with its question. */
export function CancelJob({ job }: { job: Job }) {
  const [isAsking, setIsAsking] = useState(false);
  const cancel = useJobAction(job);
  const close = () => setIsAsking(false);
  return (
    <>
      <Button
        disabled={job.isCancelling}
        disabledReason="The job is being cancelled."
        onClick={() => setIsAsking(true)}
      >
        Cancel job
      </Button>
      {isAsking && (
        <FormDialog
          title="Cancel this job?"
          error={cancel.error}
          what="the job was cancelled"
          isPending={cancel.isPending}
          submitText="Cancel job"
          onSubmit={() => cancel.mutate('cancel', { onSuccess: close })}
          dismissText="Let it run"
          onDismiss={close}
        >
          {cancelText(job)}
        </FormDialog>
      )}
    </>
  );
}

function cancelText({ kind, deletion }: Job): string {
  if (kind === 'scan') return 'What it has listed so far is dropped. The scan before stays as it is.';
  if (kind === 'export') return 'No file is written.';
  if (deletion?.isDryRun === true) return 'Nothing was deleted, and nothing will be.';
  return `It stops after the batch that is under way. The ${countText(deletion?.deleted ?? 0)} deleted so far can't be brought back; the others stay.`;
}
