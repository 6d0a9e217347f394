import Alert from '@cloudscape-design/components/alert';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { poolTrustProblems, type TrustProblem } from '@lifeguard/shared/policy/trust-problems';
import type { NewPoolTrust } from '@lifeguard/shared/policy/trust';
import { PolicyView } from '#pool/roles/policy-view.tsx';
import { RoleNotListed, RolesUnreadable } from '#pool/roles/not-listed.tsx';
import { TrustProblemList } from '#pool/roles/trust-problem-list.tsx';
import { useRoles } from '#pool/roles/use-roles.ts';

interface NewPoolRoleTrustProps {
  arn: string;
  wanted: NewPoolTrust;
  /** Guests get the role as well: that it lets them in is no mistake. */
  isForGuestsToo: boolean;
}

/** What the trust policy of a role means for the users of a pool that is still to be created. */
export function NewPoolRoleTrust({ arn, wanted, isForGuestsToo }: NewPoolRoleTrustProps) {
  const { data, error, refetch } = useRoles();
  if (data === undefined) {
    if (error === null) return <StatusIndicator type="loading">Checking the trust policy of the role</StatusIndicator>;
    return <RolesUnreadable onRetry={() => void refetch()} />;
  }
  const role = data.Roles.find(({ Arn }) => Arn === arn);
  if (role === undefined) return <RoleNotListed arn={arn} />;
  const { RoleName, AssumeRolePolicyDocument: policy } = role;
  const problems = poolTrustProblems(policy, wanted).filter(({ code }) => !(isForGuestsToo && code === 'amr-missing'));
  return (
    <SpaceBetween size="s">
      <Verdict name={RoleName} who={users[wanted.kind]} problems={problems} />
      <ExpandableSection headerText="Trust policy">
        <PolicyView policy={policy} label={`trust policy of ${RoleName}`} />
      </ExpandableSection>
    </SpaceBetween>
  );
}

const users = { authenticated: 'signed-in users', unauthenticated: 'guests' } as const;

interface VerdictProps {
  name: string;
  who: string;
  problems: readonly TrustProblem[];
}

function Verdict({ name, who, problems }: VerdictProps) {
  const isRefused = problems.some(({ severity }) => severity === 'error');
  if (!isRefused && problems.every(({ code }) => code === 'aud-new-pool')) {
    return (
      <Alert type="info" header={`${name} lets in ${who} of other pools, not yet of the new one`}>
        {problems.map(({ message }) => message).join(' ')}
      </Alert>
    );
  }
  return (
    <Alert
      type={isRefused ? 'error' : 'warning'}
      header={`The trust policy of ${name} ${isRefused ? `keeps ${who} out` : 'needs a look'}`}
    >
      <TrustProblemList problems={problems} />
    </Alert>
  );
}
