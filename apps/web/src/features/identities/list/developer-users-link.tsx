import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { usePool } from '#pool/use-pool.ts';
import { AppLink } from '#ui/app-link.tsx';

/** To the developer users of the pool, where it has a developer provider. */
export function DeveloperUsersLink() {
  const { id } = useConnection();
  const { data: pool } = usePool();
  if (pool?.document.DeveloperProviderName === undefined) return null;
  return <AppLink href={paths.poolDeveloperIdentities(id, pool.document.IdentityPoolId)}>Developer users</AppLink>;
}
