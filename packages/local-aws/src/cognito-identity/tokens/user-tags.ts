import { resolvePrincipalTags } from '@lifeguard/shared/roles/tag-resolution';

import type { OperationContext } from '../../dispatch/operation.ts';
import type { StoredPool } from '../store/pools.ts';
import type { VerifiedLogin } from '../logins/login.ts';

/** The tags that the attribute maps of the presented logins give; of two logins that give the same tag the first one counts. */
export function userTags(
  { store }: OperationContext,
  pool: StoredPool,
  logins: readonly VerifiedLogin[],
): Readonly<Record<string, string>> {
  const tags = logins.map(({ tagProvider, family, claims }) =>
    resolvePrincipalTags(store.principalTags.find(pool.pk, tagProvider), family, claims),
  );
  return Object.fromEntries(tags.toReversed().flatMap((given) => Object.entries(given)));
}
