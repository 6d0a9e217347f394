import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { StaleVersion } from '@lifeguard/shared/problem';
import { diffPools } from '@lifeguard/shared/pool-diff';
import { applyChanges } from '@lifeguard/shared/pool-merge';
import { planUpdate } from '@lifeguard/shared/pool-plan';
import type { ReactNode } from 'react';
import { hasCode, hasUnknownOutcome } from '#api/api-error.ts';
import { DiffTable } from '#ui/diff-table.tsx';
import { DialogError } from '#ui/error-alert.tsx';
import { PlannedCalls } from './planned-calls.tsx';
import { poolWarnings } from './pool-warnings.ts';
import { RoleTrustWarnings } from './role-trust-warnings.tsx';
import { type PoolEdit, useSavePool } from './use-save-pool.tsx';

interface ReviewModalProps {
  edit: PoolEdit;
  consequences?: ReactNode;
  onSaved: () => void;
  onStale: (stale: StaleVersion) => void;
  onClose: () => void;
}

/** What a save will change, what that means, and the calls it makes: shown before anything is sent. */
export function ReviewModal({ edit, consequences, onSaved, onStale, onClose }: ReviewModalProps) {
  const save = useSavePool(edit, { onSaved, onStale });
  const before = edit.base.document;
  const after = applyChanges(before, edit.changes);
  const calls = planUpdate(before, after, edit.base.arn);
  return (
    <Modal
      visible
      size="large"
      header="Review changes"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Back to editing
            </Button>
            <Button variant="primary" loading={save.isPending} onClick={() => save.mutate(false)}>
              Save changes
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        <div>
          <DiffTable rows={diffPools(before, after)} />
          <RoleTrustWarnings before={before} after={after} />
        </div>
        {poolWarnings(before, after).map((warning) => (
          <Alert key={warning} type="warning">
            {warning}
          </Alert>
        ))}
        {consequences}
        <div>
          <Header variant="h3">AWS calls, in order</Header>
          <Box variant="p" color="text-body-secondary">
            A call that replaces all that it covers carries the settings that stay as they are too.
          </Box>
          <PlannedCalls calls={calls} />
        </div>
        {save.error && !hasCode(save.error, 'stale_version') && (
          <DialogError error={save.error} header={errorHeader(save.error)} />
        )}
      </SpaceBetween>
    </Modal>
  );
}

function errorHeader(error: Error): string {
  if (hasCode(error, 'applied_in_part')) return 'Only a part of the changes was saved';
  if (hasUnknownOutcome(error)) return 'It is not known whether the changes were saved';
  return 'The changes were not saved';
}
