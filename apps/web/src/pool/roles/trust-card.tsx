import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { IamRole } from '@lifeguard/shared/api/iam-roles';
import { poolTrustPolicy, type WantedPoolTrust } from '@lifeguard/shared/policy/trust';
import { useState } from 'react';
import { useReadOnlyReason } from '#api/connection.tsx';
import { PolicyView } from './policy-view.tsx';
import { RoleNotListed, RolesUnreadable } from './not-listed.tsx';
import { roleTrust } from './trust.ts';
import { ApplyTrustDialog } from './trust-apply.tsx';
import { TrustProblemList } from './trust-problem-list.tsx';
import { useRoles } from './use-roles.ts';

interface RoleTrustCardProps {
  arn: string;
  wanted: WantedPoolTrust;
  /** Other users of the pool who get the same role. */
  alsoWanted?: readonly WantedPoolTrust[];
}

const users = { authenticated: 'signed-in users', unauthenticated: 'guests' } as const;

/** Whether the role that was chosen lets in the users that it is for; what is wrong, and the policy that mends it. */
export function RoleTrustCard({ arn, wanted, alsoWanted = [] }: RoleTrustCardProps) {
  const { data, error, refetch } = useRoles();
  if (data === undefined) {
    if (error === null) return <StatusIndicator type="loading">Checking the trust policy of the role</StatusIndicator>;
    return <RolesUnreadable wanted={wanted} onRetry={() => void refetch()} />;
  }
  const role = data.Roles.find(({ Arn }) => Arn === arn);
  if (role === undefined) return <RoleNotListed arn={arn} wanted={wanted} />;
  return <Judged role={role} wanted={wanted} alsoWanted={alsoWanted} />;
}

interface JudgedProps {
  role: IamRole;
  wanted: WantedPoolTrust;
  alsoWanted: readonly WantedPoolTrust[];
}

function Judged({ role, wanted, alsoWanted }: JudgedProps) {
  const readOnlyReason = useReadOnlyReason();
  const [isApplying, setIsApplying] = useState(false);
  const trust = roleTrust(role, wanted, alsoWanted);
  const isFine = trust.problems.length === 0;
  return (
    <SpaceBetween size="s">
      {isFine ? (
        <StatusIndicator type="success">{fitText(role, wanted, alsoWanted)}</StatusIndicator>
      ) : (
        <Alert
          type={trust.isRefused ? 'error' : 'warning'}
          header={
            trust.isRefused
              ? `The trust policy of ${role.RoleName} keeps ${users[wanted.kind]} out`
              : `The trust policy of ${role.RoleName} needs a look`
          }
          action={
            trust.proposed !== undefined && (
              <Button
                formAction="none"
                disabled={readOnlyReason !== undefined}
                disabledReason={readOnlyReason ?? ''}
                onClick={() => setIsApplying(true)}
              >
                Apply to the role
              </Button>
            )
          }
        >
          <SpaceBetween size="xs">
            <TrustProblemList problems={trust.problems} />
            {trust.proposed === undefined && (
              <div>
                No change is proposed, because the policy says so in so many words. If that is not meant, use the policy
                for this pool alone, below.
              </div>
            )}
          </SpaceBetween>
        </Alert>
      )}
      <ExpandableSection
        key={isFine ? 'fine' : 'wrong'}
        headerText={sectionTitle(isFine, trust.proposed)}
        defaultExpanded={!isFine}
      >
        {isFine || trust.proposed !== undefined ? (
          <PolicyView
            policy={role.AssumeRolePolicyDocument}
            proposed={trust.proposed}
            label={`trust policy of ${role.RoleName}`}
          />
        ) : (
          <PolicyView policy={poolTrustPolicy(wanted)} label="trust policy for this pool" />
        )}
      </ExpandableSection>
      {isApplying && <ApplyTrustDialog role={role} trust={trust} onClose={() => setIsApplying(false)} />}
    </SpaceBetween>
  );
}

function sectionTitle(isFine: boolean, proposed: string | undefined): string {
  if (isFine) return 'Trust policy';
  return proposed === undefined ? 'A trust policy for this pool alone' : 'What would change in the trust policy';
}

function fitText({ RoleName }: IamRole, wanted: WantedPoolTrust, alsoWanted: readonly WantedPoolTrust[]): string {
  const who = [wanted, ...alsoWanted].map(({ kind }) => users[kind]).join(' and ');
  const tags = wanted.needsTagSession ? ', with their tags' : '';
  return `The trust policy of ${RoleName} lets in the ${who} of this pool${tags}.`;
}
