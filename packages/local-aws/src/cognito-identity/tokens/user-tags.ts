import type { OperationContext } from '../../dispatch/operation.ts';
import { claimText } from '../choose-role.ts';
import type { VerifiedLogin } from '../logins/login.ts';
import type { StoredPool } from '../store/pools.ts';

/** The claims that the default maps read. https://docs.aws.amazon.com/cognito/latest/developerguide/provider-mappings.html */
const idTokenDefaults = { client: 'aud', username: 'sub' };
const amazonDefaults = { client: 'aud', username: 'user_id' };
const samlDefaults = {
  client: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier',
  username: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
};

/**
 * The tags that the attribute maps of the presented logins give; of two logins that give the same tag the first one
 * counts. A claim that is missing, or no single value, gives none. Written from the documentation and not from the
 * console's preview (decision 012).
 * https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
 */
export function userTags(
  { store }: OperationContext,
  pool: StoredPool,
  logins: readonly VerifiedLogin[],
): Readonly<Record<string, string>> {
  const tags = new Map<string, string>();
  for (const login of logins) {
    const { claims, tagProvider } = login;
    const map = store.principalTags.find(pool.pk, tagProvider);
    if (map === undefined) continue;
    const entries = Object.entries(map.UseDefaults ? defaultsOf(login) : map.PrincipalTags);
    for (const [tag, claim] of entries) {
      const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
      const text = claimText(Array.isArray(value) && value.length === 1 ? value[0] : value);
      if (text !== undefined && !tags.has(tag)) tags.set(tag, text);
    }
  }
  return Object.fromEntries(tags);
}

function defaultsOf({ tagProvider, samlRoles }: VerifiedLogin): Readonly<Record<string, string>> {
  if (samlRoles !== undefined) return samlDefaults;
  return tagProvider === 'www.amazon.com' ? amazonDefaults : idTokenDefaults;
}
