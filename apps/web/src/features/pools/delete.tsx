import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { DeleteImpact } from '@lifeguard/shared/api/pools';
import { protectedTag } from '@lifeguard/shared/pool/protection';
import { planDelete } from '@lifeguard/shared/aws/plans';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { hasCode } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { useNotify } from '#ui/notifications.tsx';
import { useNow } from '#ui/use-now.ts';
import { identityScanQuery } from '#pool/identity-scan.ts';
import { PlannedCalls } from '#pool/planned-calls.tsx';
import { uncachePool, poolMutations, poolQueries } from '#pool/queries.ts';
import { countedText } from './identity-count.ts';

interface DeletePoolProps {
  poolId: string;
  poolName: string;
  onClose: () => void;
  onDeleted: () => void;
}

/** Deletes a pool after showing what goes with it and asking for its name. */
export function DeletePool({ poolId, poolName, onClose, onDeleted }: DeletePoolProps) {
  const connection = useConnection();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const [typed, setTyped] = useState('');
  const now = useNow();
  const impact = useQuery(poolQueries.deleteImpact(connection.id, poolId));
  // Where it can't be read, the count is what was listed.
  const index = useQuery(identityScanQuery(connection.id, poolId));
  const remove = useMutation({
    mutationFn: () => poolMutations.remove(connection.id, poolId, typed),
    onSuccess: () => {
      onDeleted();
      uncachePool(queryClient, connection.id, poolId);
      notify({ id: `pool-${poolId}`, type: 'success', content: `Deleted the identity pool ${poolName}.` });
    },
  });
  const isMismatch = hasCode(remove.error, 'confirmation_mismatch');
  const isProtected = impact.data?.protected === true;

  function disabledReason(): string | undefined {
    if (isProtected) return `The tag ${protectedTag} protects this pool.`;
    return typed === '' ? 'Type the name of the pool first.' : undefined;
  }

  return (
    <FormDialog
      title={`Delete ${poolName}?`}
      size="large"
      error={isMismatch ? null : remove.error}
      what="the pool was deleted"
      isPending={remove.isPending}
      submitText="Delete identity pool"
      disabledReason={disabledReason()}
      onSubmit={() => remove.mutate()}
      onDismiss={onClose}
    >
      <Alert type="warning" header="This can't be undone">
        A new pool gets another ID, so every app that names {poolId} stops working for good.
      </Alert>
      {impact.isPending && <StatusIndicator type="loading">Looking at what goes with the pool…</StatusIndicator>}
      {impact.error && (
        <ErrorAlert
          error={impact.error}
          header="What goes with the pool could not be found out"
          onRetry={() => void impact.refetch()}
        />
      )}
      {impact.data && (
        <Impact impact={impact.data} count={countedText(impact.data.identities, index.data?.scan, now)} />
      )}
      <ExpandableSection headerText="AWS CLI command">
        <PlannedCalls calls={[planDelete(poolId)]} />
      </ExpandableSection>
      <FormField
        label="Type the name of the pool to confirm"
        description={poolName}
        errorText={isMismatch && `This is not the name of the pool, so nothing was deleted. The name is ${poolName}.`}
        stretch
      >
        <Input
          value={typed}
          onChange={({ detail }) => setTyped(detail.value)}
          autoComplete={false}
          spellcheck={false}
          disabled={isProtected}
        />
      </FormField>
    </FormDialog>
  );
}

function Impact({ impact, count }: { impact: DeleteImpact; count: string }) {
  const { identities, roles, protected: isProtected } = impact;
  return (
    <>
      {isProtected && (
        <Alert type="error" header="This pool is protected">
          It carries the tag {protectedTag}. Remove the tag first, if the pool should really go.
        </Alert>
      )}
      <div>
        <Box variant="awsui-key-label">What goes with it</Box>
        <ul>
          <li>
            {identities.counted === 0
              ? 'No identities: the pool has none.'
              : `Its identities: ${count}. Whatever your apps keep under their IDs can't be reached through them any more.`}
          </li>
          {roles === undefined && <li>The attachment of its roles, which could not be read.</li>}
          {roles?.length === 0 && <li>No roles are attached.</li>}
          {roles !== undefined && roles.length > 0 && (
            <li>
              The attachment of these roles to the pool. The roles themselves stay in IAM.
              <ul>
                {roles.map((role) => (
                  <li key={role}>{role}</li>
                ))}
              </ul>
            </li>
          )}
        </ul>
      </div>
    </>
  );
}
