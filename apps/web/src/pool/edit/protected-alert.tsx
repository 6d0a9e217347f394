import Alert from '@cloudscape-design/components/alert';
import type { Pool } from '@lifeguard/shared/api/pools';
import { isProtected, type protectedChange } from '@lifeguard/shared/pool/protection';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { AppLink } from '#ui/app-link.tsx';

/** Above what decides who gets in: that nothing of it can be saved in a protected pool. */
export function ProtectedAlert({ pool: { document } }: { pool: Pool }) {
  const { id } = useConnection();
  if (!isProtected(document)) return null;
  return (
    <Alert type="info" header="This pool is protected">
      Its roles and role mappings can be looked at and tried here, but not saved. To change them, first remove the
      protection under <AppLink href={paths.poolTags(id, document.IdentityPoolId)}>Tags</AppLink>.
    </Alert>
  );
}

/** Why a reviewed edit of a protected pool can't be saved. */
export function protectedText(change: NonNullable<ReturnType<typeof protectedChange>>): string {
  return change === 'access'
    ? 'This pool is protected: its roles and role mappings can’t be changed, and guest access can’t be switched on. Remove the protection under Tags first.'
    : 'The protection of this pool can’t be removed together with other changes. Save the removal by itself first.';
}
