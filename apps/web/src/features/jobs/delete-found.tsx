import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Job } from '@lifeguard/shared/api/jobs';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiError } from '#api/api-error.ts';
import { jobMutations } from '#job-state/queries.ts';
import { useStartJob } from '#job-state/use-start.ts';
import { identitiesText, plannedCheckText } from '#job-state/words.ts';
import { paths } from '#paths.ts';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';

/** Asks whether what a dry run has found is to be deleted now, and starts that. */
export function DeleteFound({ job, found, onClose }: { job: Job; found: number; onClose: () => void }) {
  const navigate = useNavigate();
  const [confirmName, setConfirmName] = useState('');
  // Kept as long as the dialog stands: clicking again after a broken connection starts no second deletion.
  const [key] = useState(() => crypto.randomUUID());
  const start = useStartJob(
    () => jobMutations.deleteFound(job, { confirmCount: found, confirmName }, key),
    (made) => void navigate(paths.job(made.connectionId, made.id)),
  );
  const isRefusedName = start.error instanceof ApiError && start.error.problem.fields?.['confirmName'] !== undefined;

  return (
    <FormDialog
      title={`Delete these ${identitiesText(found)}?`}
      error={isRefusedName ? null : start.error}
      what="the deletion was started"
      isPending={start.isPending}
      submitText={`Delete ${identitiesText(found)}`}
      onSubmit={() => start.mutate(undefined)}
      onDismiss={onClose}
    >
      <SpaceBetween size="m">
        <div>A new job deletes those that this dry run has found, and nobody else. {plannedCheckText(found)}</div>
        <Alert type="warning" header="This can't be undone">
          A person whose identity is deleted gets another ID at the next sign-in or visit. Whatever your apps keep under
          the old ID can&apos;t be reached by that person any more.
        </Alert>
        <FormField
          label="Type the name of the pool to confirm"
          description={job.IdentityPoolName}
          errorText={
            isRefusedName &&
            `This is not the name of the pool, so nothing was deleted. The name is ${job.IdentityPoolName}.`
          }
        >
          <Input
            value={confirmName}
            onChange={({ detail }) => setConfirmName(detail.value)}
            autoComplete={false}
            spellcheck={false}
          />
        </FormField>
      </SpaceBetween>
    </FormDialog>
  );
}
