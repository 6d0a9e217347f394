import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { poolTrustPolicy, type WantedPoolTrust } from '@lifeguard/shared/policy/trust';
import { useAccount } from '#api/connection.tsx';
import { PolicyView } from './policy-view.tsx';
import { accountOfArn, roleNameOfArn } from './arn.ts';

interface RoleNotListedProps {
  arn: string;
  /** Undefined for a pool that is still to be created. */
  wanted?: WantedPoolTrust;
}

/** A role that the account's list does not have: what is known of it. */
export function RoleNotListed({ arn, wanted }: RoleNotListedProps) {
  const account = accountOfArn(arn);
  const poolAccount = useAccount() ?? account;
  const name = roleNameOfArn(arn);
  return (
    <SpaceBetween size="s">
      {account === poolAccount ? (
        <Alert type="warning" header={`${name} is not among the roles of the account`}>
          It was deleted, its path or name is another, or it was made a moment ago. Users get no credentials with a role
          that does not exist, and AWS refuses to save one. Whether it lets this pool in could not be checked.
        </Alert>
      ) : (
        <Alert type="warning" header={`${name} is of another account`}>
          Account {account} has it, and this pool belongs to {poolAccount}. AWS refuses roles of other accounts: make a
          role here, and let it assume the other one. Its trust policy can&rsquo;t be read from here.
        </Alert>
      )}
      {wanted && <NeededPolicy wanted={wanted} />}
    </SpaceBetween>
  );
}

interface RolesUnreadableProps {
  /** Undefined for a pool that is still to be created. */
  wanted?: WantedPoolTrust;
  onRetry: () => void;
}

/** In place of a judgement where the account's roles can't be read. */
export function RolesUnreadable({ wanted, onRetry }: RolesUnreadableProps) {
  return (
    <SpaceBetween size="s">
      <Alert
        type="info"
        header="The trust policy was not checked"
        action={
          <Button formAction="none" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        The roles of the account could not be read; that takes the permission iam:ListRoles. AWS itself checks only that
        the role exists and that you may pass it, not that it lets this pool in.
      </Alert>
      {wanted && <NeededPolicy wanted={wanted} />}
    </SpaceBetween>
  );
}

function NeededPolicy({ wanted }: { wanted: WantedPoolTrust }) {
  return (
    <ExpandableSection headerText="The trust policy that the role needs">
      <PolicyView policy={poolTrustPolicy(wanted)} label="trust policy that the role needs" />
    </ExpandableSection>
  );
}
