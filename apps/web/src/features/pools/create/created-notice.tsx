import Button from '@cloudscape-design/components/button';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { paths } from '#paths.ts';
import { useFollow } from '#ui/app-link.tsx';
import type { Notice } from '#ui/notifications.tsx';

/** Of a new pool; leads to where its roles are judged, now that it has an ID. */
export function createdNotice(connectionId: string, pool: PoolDocument): Notice {
  const { IdentityPoolId, IdentityPoolName, Roles, RoleMappings } = pool;
  const created = `Created the identity pool ${IdentityPoolName}.`;
  const notice: Notice = { id: `pool-${IdentityPoolId}`, type: 'success', content: created };
  const hasDefaults = Object.keys(Roles).length > 0;
  if (!hasDefaults && Object.keys(RoleMappings).length === 0) return notice;
  const page = hasDefaults ? paths.poolRoles : paths.poolRoleMappings;
  return {
    ...notice,
    content: `${created} Check that its roles let its users in, those of role mappings too.`,
    action: <CheckRoles href={page(connectionId, IdentityPoolId)} />,
  };
}

function CheckRoles({ href }: { href: string }) {
  const follow = useFollow();
  return (
    <Button href={href} onFollow={follow}>
      Check its roles
    </Button>
  );
}
