import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { roleArnPattern } from '@lifeguard/shared/aws/arn';
import { wantedPoolTrust } from '@lifeguard/shared/roles/uses';
import type { WantedPoolTrust } from '@lifeguard/shared/policy/trust';
import { type ReactNode, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { CreateRoleDialog } from '#pool/roles/create-dialog.tsx';
import { RoleField } from '#pool/roles/field.tsx';
import { RoleTrustCard } from '#pool/roles/trust-card.tsx';
import type { PoolEditor } from '#pool/edit/use-editor.ts';
import type { DefaultRoles } from './form.ts';

const words = {
  authenticated: {
    title: 'Authenticated role',
    users: 'signed-in users',
    description: 'For people who signed in, where no role mapping chooses another role.',
    none: 'No role: people who sign in get an identity, and no credentials.',
  },
  unauthenticated: {
    title: 'Guest role',
    users: 'guests',
    description: 'For people who have not signed in.',
    none: 'No role: guests get no credentials.',
  },
} as const;

interface DefaultRoleProps {
  editor: PoolEditor<DefaultRoles>;
  kind: WantedPoolTrust['kind'];
  /** What else there is to say about it. */
  notes?: readonly ReactNode[];
}

/** One default role: chosen, typed, made or removed, and what its trust policy says. */
export function DefaultRole({ editor, kind, notes = [] }: DefaultRoleProps) {
  const { base, editReason, form } = editor;
  const [isCreating, setIsCreating] = useState(false);
  const otherKind = kind === 'authenticated' ? 'unauthenticated' : 'authenticated';
  const [entered, otherEntered] = useWatch({ control: form.control, name: [kind, otherKind] });
  const arn = entered.trim();
  const wanted = wantedPoolTrust(base.document, kind);
  const { title, users, description, none } = words[kind];
  const choose = (value: string) =>
    form.setValue(kind, value, { shouldDirty: true, shouldTouch: true, shouldValidate: true });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={description}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                formAction="none"
                ariaLabel={`Remove ${title.toLowerCase()}`}
                disabled={editReason !== undefined || arn === ''}
                disabledReason={editReason ?? 'There is no role to remove.'}
                onClick={() => choose('')}
              >
                Remove
              </Button>
              <Button
                formAction="none"
                ariaLabel={`Create role for ${users}`}
                disabled={editReason !== undefined}
                disabledReason={editReason ?? ''}
                onClick={() => setIsCreating(true)}
              >
                Create role
              </Button>
            </SpaceBetween>
          }
        >
          {title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <RoleField
          control={form.control}
          name={kind}
          label={`ARN of the ${title.toLowerCase()}`}
          description="AWS checks when you save that the role exists and that you may pass it (iam:PassRole)."
          wanted={wanted}
          disabled={editReason !== undefined}
        />
        {arn === '' && <StatusIndicator type="info">{none}</StatusIndicator>}
        {roleArnPattern.test(arn) && (
          <RoleTrustCard
            key={arn}
            arn={arn}
            wanted={wanted}
            alsoWanted={arn === otherEntered.trim() ? [wantedPoolTrust(base.document, otherKind)] : []}
          />
        )}
        {notes}
      </SpaceBetween>
      {isCreating && (
        <CreateRoleDialog
          poolName={base.document.IdentityPoolName}
          wanted={wanted}
          onCreated={(role) => {
            choose(role.Arn);
            setIsCreating(false);
          }}
          onClose={() => setIsCreating(false)}
        />
      )}
    </Container>
  );
}
