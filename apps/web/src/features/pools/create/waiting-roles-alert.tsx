import Alert from '@cloudscape-design/components/alert';
import type { CreatePoolInput } from '@lifeguard/shared/pool/changes';
import { useConnection } from '#api/connection.tsx';
import { roleNameOfArn } from '#pool/roles/arn.ts';
import { useRoles } from '#pool/roles/use-roles.ts';
import { waitingRoles } from './waiting-roles.ts';

/** Which roles of the new pool give nobody credentials until their trust policies name it, and where that is mended. */
export function WaitingRolesAlert({ input }: { input: CreatePoolInput }) {
  const { region } = useConnection();
  const { data } = useRoles();
  const waiting = waitingRoles(input, data?.Roles ?? [], region);
  const [first] = waiting;
  if (first === undefined) return null;
  return (
    <Alert
      type="warning"
      header={
        waiting.length === 1
          ? `The role ${roleNameOfArn(first.arn)} does not let the new pool in yet`
          : `${waiting.length} roles do not let the new pool in yet`
      }
    >
      AWS gives the pool its ID when it is created. Until the trust policy of a role names that ID, who should get the
      role gets the error &ldquo;Invalid identity pool configuration. Check assigned IAM roles for this pool.&rdquo;
      Once the pool exists, its tabs Default roles and Role mappings check each role, and add the ID to its trust
      policy.
      <ul>
        {waiting.map(({ arn, uses }) => (
          <li key={arn}>
            {roleNameOfArn(arn)}: {uses.join(', ')}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
