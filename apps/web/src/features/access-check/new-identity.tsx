import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AccessCheckResult } from '@lifeguard/shared/api/access-check';
import { planDeleteIdentities } from '@lifeguard/shared/aws/plans';
import { useMutation } from '@tanstack/react-query';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { PlannedCalls } from '#pool/planned-calls.tsx';
import { AppLink } from '#ui/app-link.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { StatusText } from '#ui/status-text.tsx';
import { accessMutations } from './queries.ts';

interface NewIdentityProps {
  identity: NonNullable<AccessCheckResult['identity']>;
  poolId: string;
}

/** The identity of the user; one that the check has made can be removed again. */
export function NewIdentity({ identity: { IdentityId, isNew }, poolId }: NewIdentityProps) {
  const { id } = useConnection();
  const remove = useMutation({
    mutationFn: async () => {
      const { results } = await accessMutations.removeIdentity(id, poolId, IdentityId);
      const failed = results.find(({ outcome }) => outcome === 'failed');
      if (failed !== undefined)
        throw new Error(`AWS did not delete the identity: ${failed.ErrorCode ?? 'no reason given'}.`);
    },
  });
  const link = <AppLink href={paths.identityPage(id, poolId, IdentityId)}>{IdentityId}</AppLink>;
  if (!isNew) return <div>The identity is {link}. It existed before this check.</div>;
  if (remove.isSuccess) {
    return <StatusText type="success">The identity that this check made was removed: {IdentityId}.</StatusText>;
  }
  return (
    <SpaceBetween size="s">
      <Alert
        type="info"
        header="This check made an identity"
        action={
          <Button formAction="none" loading={remove.isPending} onClick={() => remove.mutate()}>
            Remove it
          </Button>
        }
      >
        {link} counts as a device or a user from now on. Remove it unless the user goes on to use it.
      </Alert>
      <ExpandableSection headerText="AWS CLI command">
        <PlannedCalls calls={[planDeleteIdentities([IdentityId])]} />
      </ExpandableSection>
      {remove.error && <ErrorAlert error={remove.error} header="The identity was not removed" />}
    </SpaceBetween>
  );
}
