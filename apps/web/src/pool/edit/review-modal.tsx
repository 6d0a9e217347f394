import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { StaleVersion } from '@lifeguard/shared/api/problem';
import type { PlannedCall } from '@lifeguard/shared/aws/planned-call';
import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import { applyChanges } from '@lifeguard/shared/pool/merge';
import { planUpdate } from '@lifeguard/shared/pool/plan';
import { protectedChange } from '@lifeguard/shared/pool/protection';
import type { ReactNode } from 'react';
import { hasCode } from '#api/api-error.ts';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
import { DiffTable } from '#ui/diff/table.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { PlannedCalls } from '../planned-calls.tsx';
import { RoleTrustWarnings } from '../roles/trust-warnings.tsx';
import { useEditReason } from '../use-pool.ts';
import type { CurrentEdit } from './current-edit.ts';
import { protectedText } from './protected-alert.tsx';
import { reviewRows } from './review-rows.ts';
import { ReviewWarnings } from './review-warnings.tsx';
import { type PoolEdit, useSavePool } from './use-save.tsx';

interface ReviewModalProps {
  /** As it was made. */
  edit: PoolEdit;
  /** As it is now; undefined until the pool was read. */
  current: Exclude<CurrentEdit, { kind: 'overtaken' }> | undefined;
  isReading: boolean;
  readError: Error | null;
  onReadAgain: () => void;
  /** In place of "Review changes", where the dialog is all there is of an edit. */
  header?: string | undefined;
  choices?: ReactNode;
  consequences?: ((changes: PoolChanges) => ReactNode) | undefined;
  onSaved: () => void;
  onStale: (stale: StaleVersion, sent: PoolEdit) => void;
  onClose: () => void;
}

/** What a save will change, what that means, and the calls it makes: shown before anything is sent. */
export function ReviewModal(props: ReviewModalProps) {
  const { edit, current, isReading, readError, onReadAgain, header, choices, consequences } = props;
  const shown = current?.edit ?? edit;
  const { base, changes } = shown;
  const save = useSavePool(shown, { onSaved: props.onSaved, onStale: (stale) => props.onStale(stale, shown) });
  const editReason = useEditReason(base);
  const before = base.document;
  const after = applyChanges(before, changes);
  const calls = planUpdate(before, after, base.arn);
  const forbidden = protectedChange(before, after);
  const isReviewed = current !== undefined && readError === null;
  return (
    <FormDialog
      title={header ?? 'Review changes'}
      size="xx-large"
      error={hasCode(save.error, 'stale_version') ? null : save.error}
      what="the changes were saved"
      isPending={save.isPending || (save.isError && isReading)}
      submitText={saveLabel(current, calls)}
      pendingText={save.isPending ? 'Saving' : 'Reading the pool again'}
      disabledReason={
        isReviewed ? (forbidden && 'The pool is protected.') || editReason : 'The pool has not been read again yet.'
      }
      onSubmit={() => save.mutate(false)}
      dismissText={header === undefined ? 'Back to editing' : 'Cancel'}
      onDismiss={props.onClose}
    >
      {readError && <ErrorAlert error={readError} header="The pool could not be read again" onRetry={onReadAgain} />}
      {current === undefined && readError === null && (
        <StatusIndicator type="loading">Reading the pool as it is now</StatusIndicator>
      )}
      {isReviewed && (
        <SpaceBetween size="m">
          <Meanwhile edit={edit} current={current} calls={calls} />
          {forbidden && <Alert type="error">{protectedText(forbidden)}</Alert>}
          <div>
            {calls.length > 0 && <DiffTable {...reviewRows(before, after)} />}
            <RoleTrustWarnings before={before} after={after} />
          </div>
          <ReviewWarnings base={base} after={after} />
          {choices}
          {consequences?.(changes)}
          {calls.length > 0 && (
            <ExpandableSection headerText={calls.length === 1 ? 'AWS CLI command' : 'AWS CLI commands'}>
              <Box variant="p" color="text-body-secondary">
                The same by hand, in this order. A call that replaces all that it covers carries the settings that stay
                as they are too.
              </Box>
              <PlannedCalls calls={calls} />
            </ExpandableSection>
          )}
        </SpaceBetween>
      )}
    </FormDialog>
  );
}

/** What AWS has by now that it had not when the edit began. */
function Meanwhile({
  edit,
  current,
  calls,
}: {
  edit: PoolEdit;
  current: ReviewModalProps['current'];
  calls: readonly PlannedCall[];
}) {
  switch (current?.kind) {
    case 'rest':
      return (
        <Alert type="info">
          {calls.length === 0
            ? 'AWS has all of these changes now: nothing is left to be saved.'
            : 'AWS has a part of these changes already. Below is what remains.'}
        </Alert>
      );
    case 'beside':
      return (
        <Alert type="info" header="Somebody else changed this pool since you began">
          It is about other settings than yours, and is kept. “Now” is the pool as AWS has it at this moment.
          <ExpandableSection headerText="What they changed">
            <DiffTable
              {...reviewRows(edit.base.document, current.edit.base.document)}
              label="Changes by somebody else"
              headers={{ before: 'When you began', after: 'Now' }}
            />
          </ExpandableSection>
        </Alert>
      );
    default:
      return null;
  }
}

function saveLabel(current: ReviewModalProps['current'], calls: readonly PlannedCall[]): string {
  if (current?.kind !== 'rest') return 'Save changes';
  return calls.length === 0 ? 'Finish' : 'Save the rest';
}
