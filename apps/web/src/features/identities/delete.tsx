import Alert from '@cloudscape-design/components/alert';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { planDeleteIdentities } from '@lifeguard/shared/aws/plans';
import type { DeleteResult, Identity } from '@lifeguard/shared/identities/identity';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useConnection } from '#api/connection.tsx';
import { PlannedCalls } from '#pool/planned-calls.tsx';
import { identitiesText } from '#job-state/words.ts';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
import { DeleteResults } from './delete-results.tsx';
import { IdentityKind } from './columns.tsx';
import { identityMutations, identityQueries } from './queries.ts';

const columns: TableProps.ColumnDefinition<Identity>[] = [
  { id: 'id', header: 'Identity ID', isRowHeader: true, cell: ({ IdentityId }) => IdentityId },
  { id: 'kind', header: 'Kind', cell: (identity) => <IdentityKind identity={identity} /> },
];

interface DeleteIdentitiesProps {
  identities: readonly Identity[];
  poolId: string;
  onDeleted: (identityIds: string[]) => void;
  onClose: () => void;
}

/** Deletes identities after naming each and asking for their number; then says what became of each. */
export function DeleteIdentities({ identities, poolId, onDeleted, onClose }: DeleteIdentitiesProps) {
  const { id } = useConnection();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState('');
  const [wasWrong, setWasWrong] = useState(false);
  const [results, setResults] = useState<readonly DeleteResult[]>();
  const remove = useMutation({
    mutationFn: (ids: string[]) => identityMutations.remove(id, poolId, ids),
    onSuccess: (answer) => {
      setResults((earlier = []) => withNewer(earlier, answer.results));
      onDeleted(answer.results.filter(({ outcome }) => outcome === 'deleted').map(({ IdentityId }) => IdentityId));
    },
    // After a failure too: some may be gone, and the table should show what is there.
    onSettled: () => queryClient.invalidateQueries({ queryKey: identityQueries.pool(id, poolId) }),
  });
  const count = identities.length;

  if (results !== undefined) {
    return (
      <DeleteResults
        results={results}
        error={remove.error}
        isRetrying={remove.isPending}
        onRetry={(ids) => remove.mutate(ids)}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title={`Delete ${identitiesText(count)}?`}
      size="large"
      error={remove.error}
      what="the identities were deleted"
      isPending={remove.isPending}
      submitText={`Delete ${identitiesText(count)}`}
      onSubmit={() => {
        const isRight = typed.trim() === String(count);
        setWasWrong(!isRight);
        if (isRight) remove.mutate(identities.map(({ IdentityId }) => IdentityId));
      }}
      onDismiss={onClose}
    >
      <Alert type="warning" header="This can't be undone">
        A person whose identity is deleted gets another ID at the next sign-in. Whatever your apps keep under the old ID
        can&apos;t be reached by that person any more.
      </Alert>
      <Table
        variant="borderless"
        contentDensity="compact"
        items={identities}
        columnDefinitions={columns}
        trackBy="IdentityId"
        ariaLabels={{ tableLabel: 'Identities to delete' }}
      />
      <ExpandableSection headerText="AWS CLI command">
        <PlannedCalls calls={[planDeleteIdentities(identities.map(({ IdentityId }) => IdentityId))]} />
      </ExpandableSection>
      <FormField
        label={`Type ${count} to confirm`}
        description="The number of identities that will be deleted."
        errorText={wasWrong && `Type the number ${count}. Nothing was deleted.`}
      >
        <Input
          value={typed}
          onChange={({ detail }) => setTyped(detail.value)}
          inputMode="numeric"
          autoComplete={false}
        />
      </FormField>
    </FormDialog>
  );
}

/** A retry answers only for those that had failed; what is known of the others stays. */
function withNewer(earlier: readonly DeleteResult[], newer: readonly DeleteResult[]): DeleteResult[] {
  const byId = new Map([...earlier, ...newer].map((result) => [result.IdentityId, result]));
  return [...byId.values()];
}
