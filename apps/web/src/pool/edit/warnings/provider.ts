import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { splitLoginValue } from '@lifeguard/shared/aws/login-secrets';
import { userPoolQuota } from '@lifeguard/shared/aws/providers';
import { taggedProviders } from '@lifeguard/shared/pool/plan';
import { danglingTagMaps } from '@lifeguard/shared/pool/provider-edit';
import { danglingMappings, type PoolProvider, poolProviders } from '@lifeguard/shared/roles/provider-keys';
import { runOutText } from './run-out.ts';

/** What a change of providers means for those who sign in through them, and for what refers to them. */
export function providerWarnings(before: PoolDocument, after: PoolDocument): string[] {
  const [old, next] = [poolProviders(before), poolProviders(after)];
  const missing = old.filter(({ key }) => !next.some((provider) => provider.key === key));
  // Identities are linked to the user pool, whichever of its clients the token is for.
  const isReached = ({ login }: PoolProvider) => next.some((provider) => provider.login === login);
  const [otherClient, gone] = [missing.filter(isReached), missing.filter((provider) => !isReached(provider))];
  const otherApp = old.filter(({ key, detail }) =>
    next.some((provider) => provider.kind !== 'user-pool' && provider.key === key && provider.detail !== detail),
  );
  const changed = Object.entries(after.SupportedLoginProviders).filter(([key, value]) => {
    const previous = before.SupportedLoginProviders[key];
    return previous !== undefined && splitLoginValue(previous).secret !== splitLoginValue(value).secret;
  });
  const count = after.CognitoIdentityProviders.length;
  const isOverQuota = count > userPoolQuota && count > before.CognitoIdentityProviders.length;
  const revived = danglingMappings(before).filter((key) => next.some((provider) => provider.key === key));
  return [
    ...otherClient.map(
      ({ login, detail }) =>
        `Tokens for the app client ${detail} of ${login} are refused once this is saved: its users need an app that signs in with a client that the pool has. Their identities stay theirs, as these go by the user pool and not by the client.`,
    ),
    ...gone.map(
      ({ key }) =>
        `Nobody can sign in with ${key} any more. Identities linked through it stay, with all that your apps keep under them, but only another provider linked to them still leads there. Credentials already given out ${runOutText(before)}.`,
    ),
    ...otherApp.map(
      ({ key }) =>
        `Tokens for the app that ${key} has now are refused once this is saved: people need a version of your app that signs in with the new one. A provider that names its users differently for each app makes them new identities.`,
    ),
    ...changed.map(([key]) => `The consumer secret of ${key} changes. With a wrong one nobody can sign in through it.`),
    ...(isOverQuota
      ? [
          `The pool will have ${count} user pools. AWS allows ${userPoolQuota}, unless the quota of your account was raised: it may refuse this.`,
        ]
      : []),
    ...revived.map(
      (key) => `The pool still has a role mapping for ${key}. It decides about roles again once this is saved.`,
    ),
    ...danglingTagMaps(after).map(
      (key) =>
        `The attribute map of ${key} stays in AWS, where nobody sees it. It applies again if the provider comes back.`,
    ),
  ];
}

/** For credentials that may not read attribute maps: those of a provider that goes can't be seen, so they can't go with it. */
export function unreadableMapWarnings({ document, unreadableMembers }: Pool, after: PoolDocument): string[] {
  if (!unreadableMembers.includes('PrincipalTagAttributeMaps')) return [];
  const kept = taggedProviders(after);
  return taggedProviders(document)
    .filter((key) => !kept.includes(key))
    .map(
      (key) =>
        `Your credentials may not read the attribute map of ${key}. If it has one, it stays in AWS, where nobody sees it, and applies again if the provider comes back.`,
    );
}
