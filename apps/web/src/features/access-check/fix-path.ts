import type { ExplainedCause } from '@lifeguard/shared/explain/explanation';
import { paths } from '#paths.ts';

/** Where a cause is mended: the page's address and its name. */
export function fixPath(
  target: NonNullable<ExplainedCause['target']>,
  connectionId: string,
  poolId: string,
): { href: string; text: string } {
  const { page, key } = target;
  switch (page) {
    case 'providers':
      return { href: paths.poolProviders(connectionId, poolId), text: 'Identity providers' };
    case 'roles':
      return { href: paths.poolRoles(connectionId, poolId), text: 'Default roles' };
    case 'role-mappings':
      return key === undefined
        ? { href: paths.poolRoleMappings(connectionId, poolId), text: 'Role mappings' }
        : { href: paths.poolRoleMapping(connectionId, poolId, key), text: 'Role mapping of the provider' };
    case 'attributes':
      return { href: paths.poolAttributes(connectionId, poolId), text: 'Attributes' };
    case 'properties':
      return { href: paths.poolProperties(connectionId, poolId), text: 'Properties' };
    case 'identities':
      return key === undefined
        ? { href: paths.poolIdentities(connectionId, poolId), text: 'Identities' }
        : { href: paths.identityPage(connectionId, poolId, key), text: 'Identity' };
  }
}
