import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { StaleVersion } from '@lifeguard/shared/api/problem';
import { diffPools } from '@lifeguard/shared/pool/diff';
import { applyChanges } from '@lifeguard/shared/pool/merge';
import type { PlannedCall } from '@lifeguard/shared/aws/planned-call';
import { planUpdate } from '@lifeguard/shared/pool/plan';
import { protectedChange } from '@lifeguard/shared/pool/protection';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { hasCode, hasUnknownOutcome } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { DialogFooter } from '#ui/dialog/dialog-footer.tsx';
import { DiffTable } from '#ui/diff/table.tsx';
import { DialogError } from '#ui/error-alert.tsx';
import { PlannedCalls } from '../planned-calls.tsx';
import { poolWarnings } from './pool-warnings.ts';
import { protectedText } from './protected-alert.tsx';
import { unreadableMapWarnings } from './provider-warnings.ts';
import { poolQueries } from '../queries.ts';
import { remainingEdit } from './remaining-edit.ts';
import { RoleTrustWarnings } from '../roles/trust-warnings.tsx';
import { type PoolEdit, useSavePool } from './use-save.tsx';

interface ReviewModalProps {
  edit: PoolEdit;
  /** In place of "Review changes", where the dialog is all there is of an edit. */
  header?: string;
  consequences?: ReactNode;
  onSaved: () => void;
  onStale: (stale: StaleVersion) => void;
  onClose: () => void;
}

/** What a save will change, what that means, and the calls it makes: shown before anything is sent. */
export function ReviewModal({ edit, header, consequences, onSaved, onStale, onClose }: ReviewModalProps) {
  const { rest, isReading } = useRemainingEdit(edit);
  const { base, changes } = rest ?? edit;
  const save = useSavePool({ base, changes }, { onSaved, onStale });
  const before = base.document;
  const after = applyChanges(before, changes);
  const calls = planUpdate(before, after, base.arn);
  const forbidden = protectedChange(before, after);
  return (
    <Modal
      visible
      size="large"
      header={header ?? 'Review changes'}
      onDismiss={onClose}
      footer={
        <DialogFooter>
          <Button variant="link" onClick={onClose}>
            {header === undefined ? 'Back to editing' : 'Cancel'}
          </Button>
          <Button
            variant="primary"
            loading={save.isPending || (save.isError && isReading)}
            loadingText={save.isPending ? 'Saving' : 'Reading the pool again'}
            disabled={forbidden !== undefined}
            disabledReason="The pool is protected."
            onClick={() => save.mutate(false)}
          >
            {saveLabel(rest, calls)}
          </Button>
        </DialogFooter>
      }
    >
      <SpaceBetween size="l">
        {rest && <ArrivedAlert calls={calls} />}
        {forbidden && <Alert type="error">{protectedText(forbidden)}</Alert>}
        <div>
          {calls.length > 0 && <DiffTable rows={diffPools(before, after)} />}
          <RoleTrustWarnings before={before} after={after} />
        </div>
        {[...poolWarnings(before, after), ...unreadableMapWarnings(base, after)].map((warning) => (
          <Alert key={warning} type="warning">
            {warning}
          </Alert>
        ))}
        {consequences}
        {calls.length > 0 && (
          <div>
            <Header variant="h3">AWS calls, in order</Header>
            <Box variant="p" color="text-body-secondary">
              A call that replaces all that it covers carries the settings that stay as they are too.
            </Box>
            <PlannedCalls calls={calls} />
          </div>
        )}
        {save.error && !hasCode(save.error, 'stale_version') && (
          <DialogError error={save.error} header={errorHeader(save.error)} />
        )}
      </SpaceBetween>
    </Modal>
  );
}

/** What a failed save has changed all the same: the review is then about what remains. */
function useRemainingEdit(edit: PoolEdit) {
  const { id } = useConnection();
  // Only looks: the page around reads the pool again after each failed save.
  const { data, isFetching } = useQuery({
    ...poolQueries.detail(id, edit.base.document.IdentityPoolId),
    enabled: false,
  });
  return { rest: data && remainingEdit(edit, data), isReading: isFetching };
}

function ArrivedAlert({ calls }: { calls: readonly PlannedCall[] }) {
  return (
    <Alert type="info">
      {calls.length === 0
        ? 'AWS has all of these changes now: nothing is left to be saved.'
        : 'AWS has a part of these changes already. Below is what remains.'}
    </Alert>
  );
}

function saveLabel(rest: PoolEdit | undefined, calls: readonly PlannedCall[]): string {
  if (rest === undefined) return 'Save changes';
  return calls.length === 0 ? 'Finish' : 'Save the rest';
}

function errorHeader(error: Error): string {
  if (hasCode(error, 'applied_in_part')) {
    return hasUnknownOutcome(error)
      ? 'A part of the changes was saved; of the rest it is not known'
      : 'Only a part of the changes was saved';
  }
  if (hasUnknownOutcome(error)) return 'It is not known whether the changes were saved';
  return 'The changes were not saved';
}
