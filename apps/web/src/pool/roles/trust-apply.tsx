import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { IamRole } from '@lifeguard/shared/api/iam-roles';
import { planUpdateTrust } from '@lifeguard/shared/aws/plans';
import type { TrustProblem } from '@lifeguard/shared/policy/trust-problems';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { hasCode } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
import { useNotify } from '#ui/notifications.tsx';
import { accountMutations, accountQueries } from '../account-queries.ts';
import { PlannedCalls } from '../planned-calls.tsx';
import { PolicyView } from './policy-view.tsx';
import type { RoleTrust } from './trust.ts';
import { cacheRole } from './use-roles.ts';

interface ApplyTrustDialogProps {
  role: IamRole;
  trust: RoleTrust;
  onClose: () => void;
}

/** What will change in a role's trust policy and the call that does it, before it is sent. Follows the role as it is read again. */
export function ApplyTrustDialog({ role, trust, onClose }: ApplyTrustDialogProps) {
  const { id } = useConnection();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const { proposed } = trust;
  const readAgain = () => queryClient.invalidateQueries({ queryKey: accountQueries.roles(id).queryKey });
  const apply = useMutation({
    mutationFn: (policy: string) => accountMutations.updateTrust(id, role, policy),
    onSuccess: (changed) => {
      cacheRole(queryClient, id, changed);
      notify({
        id: `role-${role.Arn}`,
        type: 'success',
        content: `Changed the trust policy of ${role.RoleName}. IAM may take some seconds until it counts everywhere.`,
      });
      onClose();
    },
    // Somebody else may have written, or this call after all: the difference should be to what AWS has now.
    onError: readAgain,
  });
  const conflict = hasCode(apply.error, 'conflict') ? apply.error : undefined;
  return (
    <FormDialog
      title={`Change the trust policy of ${role.RoleName}`}
      size="large"
      error={conflict ? null : apply.error}
      what="the trust policy was changed"
      isPending={apply.isPending}
      submitText="Apply to the role"
      disabledReason={proposed === undefined ? 'There is nothing to change any more.' : undefined}
      onSubmit={() => proposed !== undefined && apply.mutate(proposed)}
      onDismiss={onClose}
    >
      {proposed === undefined ? (
        <Alert type="info">
          The role was changed meanwhile, and nothing more is proposed for it. Close this, and look at what is said of
          it on the page.
        </Alert>
      ) : (
        <SpaceBetween size="m">
          <PolicyView
            policy={role.AssumeRolePolicyDocument}
            proposed={proposed}
            label={`change of the trust policy of ${role.RoleName}`}
          />
          {consequencesOf(trust).map((text) => (
            <Alert key={text} type="warning">
              {text}
            </Alert>
          ))}
          <div>
            <Header variant="h3">AWS call</Header>
            <PlannedCalls calls={[planUpdateTrust(role.RoleName, proposed)]} />
          </div>
        </SpaceBetween>
      )}
      {conflict && (
        <Alert type="warning" header="The role was changed meanwhile">
          {conflict.message} The role is being read again: what you see above is the difference to what AWS has now.
          Look at it, then apply again.
        </Alert>
      )}
      {hasCode(apply.error, 'aws_denied') && (
        <Box>
          Nothing is lost: copy the proposed policy or the command above and give it to somebody who may change roles.
        </Box>
      )}
    </FormDialog>
  );
}

function consequencesOf({ problems }: RoleTrust): string[] {
  const texts = {
    'not-a-policy':
      'What the role has now could not be understood, so it is replaced whole. Make sure that nobody else needs it.',
    'aud-missing':
      'Other identity pools that use this role without being named in its policy lose it. Other statements stay as they are.',
    'amr-missing': 'Guests of this pool that get the role now, lose it.',
    denied: 'A statement that denies access is narrowed. Ask whoever wrote it whether it was meant for this pool.',
  } satisfies Partial<Record<TrustProblem['code'], string>>;
  const codes = new Set<string>(problems.map(({ code }) => code));
  return Object.entries(texts).flatMap(([code, text]) => (codes.has(code) ? [text] : []));
}
