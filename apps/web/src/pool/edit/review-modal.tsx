import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import type { StaleVersion } from '@lifeguard/shared/api/problem';
import { diffPools } from '@lifeguard/shared/pool/diff';
import { applyChanges } from '@lifeguard/shared/pool/merge';
import type { PlannedCall } from '@lifeguard/shared/aws/planned-call';
import { planUpdate } from '@lifeguard/shared/pool/plan';
import { protectedChange } from '@lifeguard/shared/pool/protection';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { hasCode } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
import { DiffTable } from '#ui/diff/table.tsx';
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
    <FormDialog
      title={header ?? 'Review changes'}
      size="large"
      error={hasCode(save.error, 'stale_version') ? null : save.error}
      what="the changes were saved"
      isPending={save.isPending || (save.isError && isReading)}
      submitText={saveLabel(rest, calls)}
      pendingText={save.isPending ? 'Saving' : 'Reading the pool again'}
      disabledReason={forbidden && 'The pool is protected.'}
      onSubmit={() => save.mutate(false)}
      dismissText={header === undefined ? 'Back to editing' : 'Cancel'}
      onDismiss={onClose}
    >
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
    </FormDialog>
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
