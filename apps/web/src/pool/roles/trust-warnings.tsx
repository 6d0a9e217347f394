import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import type { IamRole } from '@lifeguard/shared/api/iam-roles';
import type { TrustProblem } from '@lifeguard/shared/policy/trust-problems';
import type { NewRoleUse } from '@lifeguard/shared/roles/uses';
import { reviewedRoleUses } from './reviewed-uses.ts';
import { urgentTrustProblems } from './urgent-trust-problems.ts';
import { roleNameOfArn } from './arn.ts';
import { useRoles } from './use-roles.ts';

/** In a review, below the difference: what the trust policies of the roles that the change is about mean for the pool's users. */
export function RoleTrustWarnings({ before, after }: { before: PoolDocument; after: PoolDocument }) {
  const uses = reviewedRoleUses(before, after);
  return uses.length > 0 && <Checked uses={uses} />;
}

function Checked({ uses }: { uses: readonly NewRoleUse[] }) {
  const { data, error } = useRoles();
  if (data === undefined) {
    return (
      <Box margin={{ top: 'l' }}>
        {error === null ? (
          <StatusIndicator type="loading">Checking the trust policies of the roles</StatusIndicator>
        ) : (
          <Alert type="info" header="The trust policies of the roles were not checked">
            The roles of the account could not be read. AWS checks only that they exist, not that they let this pool in.
          </Alert>
        )}
      </Box>
    );
  }
  const roles = new Map(data.Roles.map((role) => [role.Arn, role]));
  const missing = [...new Set(uses.map(({ arn }) => arn).filter((arn) => !roles.has(arn)))];
  const warnings = uses
    .map((use) => ({ use, problems: problemsOf(use, roles.get(use.arn)) }))
    .filter(({ problems }) => problems.length > 0);
  if (warnings.length === 0 && missing.length === 0) return null;
  return (
    <Box margin={{ top: 'l' }}>
      <SpaceBetween size="l">
        {warnings.map(({ use, problems }) => (
          <UseWarning key={`${use.arn} ${use.wanted.kind}`} use={use} problems={problems} />
        ))}
        {missing.length > 0 && (
          <Alert type="warning" header="AWS will probably refuse">
            Not among the roles of the account: {missing.join(', ')}. AWS refuses roles that don&rsquo;t exist and roles
            of other accounts.
          </Alert>
        )}
      </SpaceBetween>
    </Box>
  );
}

function problemsOf(use: NewRoleUse, role: IamRole | undefined): readonly TrustProblem[] {
  return role === undefined ? [] : urgentTrustProblems(role.AssumeRolePolicyDocument, use);
}

function UseWarning({ use, problems }: { use: NewRoleUse; problems: readonly TrustProblem[] }) {
  const isRefused = problems.some(({ severity }) => severity === 'error');
  const who = use.wanted.kind === 'authenticated' ? 'Signed-in users' : 'Guests';
  const name = roleNameOfArn(use.arn);
  return (
    <Alert
      type={isRefused ? 'error' : 'warning'}
      header={isRefused ? `${who} get no credentials with ${name}` : `${name} is open to more than this pool's users`}
    >
      {problems.map(({ message }) => message).join(' ')}
    </Alert>
  );
}
