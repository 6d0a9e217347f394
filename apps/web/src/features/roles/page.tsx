import Alert from '@cloudscape-design/components/alert';
import { zodResolver } from '@hookform/resolvers/zod';
import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import type { ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { PoolEditForm } from '#pool/edit/form.tsx';
import { ProtectedAlert } from '#pool/edit/protected-alert.tsx';
import { GapAlert } from '#pool/gap-alert.tsx';
import { usePool } from '#pool/use-pool.ts';
import { usePoolEditor } from '#pool/edit/use-editor.ts';
import { AppLink } from '#ui/app-link.tsx';
import { DefaultRole } from './default-role.tsx';
import { roleConsequences } from './consequences.ts';
import { changesOf, defaultRoles, defaultRolesDraft, defaultRolesOf } from './form.ts';

/** The roles that the users of a pool get where no mapping chooses another. */
export function Component() {
  const { data: pool } = usePool();
  // The frame around the tabs shows loading and errors.
  if (pool === undefined) return null;
  return pool.unreadableMembers.includes('Roles') ? <GapAlert of="roles" /> : <RolesForm latest={pool} />;
}

const resolver = zodResolver(defaultRoles);

function RolesForm({ latest }: { latest: Pool }) {
  const { id } = useConnection();
  const editor = usePoolEditor({
    latest,
    name: 'roles',
    shape: defaultRolesDraft,
    valuesOf: defaultRolesOf,
    changesOf,
    resolver,
  });
  const { document } = editor.base;
  const guestRole = useWatch({ control: editor.form.control, name: 'unauthenticated' }).trim();
  const properties = <AppLink href={paths.poolProperties(id, document.IdentityPoolId)}>Properties</AppLink>;
  return (
    <PoolEditForm
      editor={editor}
      consequences={(changes) =>
        roleConsequences(document, changes).map((text) => (
          <Alert key={text} type="warning">
            {text}
          </Alert>
        ))
      }
    >
      <ProtectedAlert pool={latest} />
      <DefaultRole editor={editor} kind="authenticated" />
      <DefaultRole editor={editor} kind="unauthenticated" notes={guestNotes(document, guestRole, properties)} />
    </PoolEditForm>
  );
}

/** What the pool's other settings mean for the guest role. */
function guestNotes(document: PoolDocument, guestRole: string, properties: ReactNode): ReactNode[] {
  const { AllowUnauthenticatedIdentities: hasGuests, AllowClassicFlow } = document;
  if (guestRole === '') {
    return hasGuests
      ? [
          <Alert key="no-role" type="warning" header="Guest access is on, but guests get no credentials">
            Choose a guest role here, or turn guest access off under {properties}.
          </Alert>,
        ]
      : [];
  }
  return [
    ...(hasGuests
      ? []
      : [
          <Alert key="no-guests" type="info" header="Guest access is off, so nobody gets the guest role">
            Turn it on under {properties}, or remove the role.
          </Alert>,
        ]),
    ...(AllowClassicFlow === false
      ? []
      : [
          <Alert key="classic" type="info" header="The classic flow is active">
            In it, AWS does not narrow what guests may do with this role: everything that its policies allow counts. You
            can set it to inactive under {properties}.
          </Alert>,
        ]),
  ];
}
