import type { Pool } from '@lifeguard/shared/api/pools';
import { protectedTag } from '@lifeguard/shared/pool/protection';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { splitLoginValue } from '@lifeguard/shared/aws/login-secrets';
import { loginProviders } from '@lifeguard/shared/aws/providers';
import { ownTags } from '@lifeguard/shared/aws/tags';
import { poolSettings, type SettingsTable } from '@lifeguard/shared/pool/settings';
import { z } from 'zod';
import { needsSecret } from '#pool/providers/key-and-secret.ts';
import { rowsOf } from '#pool/map-rows.ts';
import { settingRows } from '../settings.ts';
import { emptyPool, type PoolFormValues, toInput } from './form.ts';

/** The pool that the wizard was filled in from, and what of it the wizard can't set. */
export const poolOrigin = z.object({
  IdentityPoolId: z.string(),
  IdentityPoolName: z.string(),
  missing: z.array(z.string()),
});
export type PoolOrigin = z.infer<typeof poolOrigin>;

/**
 * The wizard's values for a pool like this one. Without consumer secrets, which the wizard then asks for.
 */
export function likePool(document: PoolDocument): PoolFormValues {
  const logins = new Map(Object.entries(document.SupportedLoginProviders));
  return {
    IdentityPoolName: `${document.IdentityPoolName.slice(0, 128 - suffix.length)}${suffix}`,
    AllowUnauthenticatedIdentities: document.AllowUnauthenticatedIdentities,
    // Not set means allowed.
    AllowClassicFlow: document.AllowClassicFlow ?? true,
    CognitoIdentityProviders: [...document.CognitoIdentityProviders],
    logins: loginProviders.reduce((all, { key, kind }) => {
      const value = logins.get(key) ?? '';
      return { ...all, [kind]: { value: needsSecret(kind) ? splitLoginValue(value).key : value, secret: '' } };
    }, emptyPool.logins),
    OpenIdConnectProviderARNs: document.OpenIdConnectProviderARNs.map((arn) => ({ arn })),
    SamlProviderARNs: document.SamlProviderARNs.map((arn) => ({ arn })),
    DeveloperProviderName: document.DeveloperProviderName ?? '',
    Roles: {
      authenticated: document.Roles.authenticated ?? '',
      unauthenticated: document.Roles.unauthenticated ?? '',
    },
    NewRoles: emptyPool.NewRoles,
    RoleMappings: document.RoleMappings,
    PrincipalTagAttributeMaps: document.PrincipalTagAttributeMaps,
    IdentityPoolTags: rowsOf(ownTags(document.IdentityPoolTags)).filter(({ key }) => key !== protectedTag),
  };
}

type CopiedPool = Pick<Pool, 'document' | 'unknownMembers' | 'unreadableMembers'>;

/** What a pool made by the wizard will not have, in words. */
export function originOf(
  { document, unknownMembers, unreadableMembers }: CopiedPool,
  settings: SettingsTable = poolSettings,
): PoolOrigin {
  const { IdentityPoolId, IdentityPoolName, RoleMappings, PrincipalTagAttributeMaps } = document;
  const areAttributesUnreadable = unreadableMembers.includes('PrincipalTagAttributeMaps');
  const known: readonly string[] = loginProviders.map(({ key }) => key);
  const unknown = Object.keys(document.SupportedLoginProviders).filter((key) => !known.includes(key));
  const carried = toInput(likePool(document));
  const isLeftOut = (carriedMap: object | undefined) => (key: string) => !Object.hasOwn(carriedMap ?? {}, key);
  return {
    IdentityPoolId,
    IdentityPoolName,
    missing: [
      ...settingRows(document, settings).flatMap(({ member, label, value }) =>
        document[member] === undefined || Object.hasOwn(emptyPool, member) ? [] : [`${label}: ${value}`],
      ),
      ...Object.keys(RoleMappings)
        .filter(isLeftOut(carried.RoleMappings))
        .map((key) => `Role mapping of ${key}`),
      ...Object.keys(PrincipalTagAttributeMaps)
        .filter(isLeftOut(carried.PrincipalTagAttributeMaps))
        .map((key) => `Attributes for access control of ${key}`),
      ...(areAttributesUnreadable ? ['Attributes for access control, which these credentials may not read'] : []),
      ...(unreadableMembers.includes('Roles') ? ['Roles and role mappings, which these credentials may not read'] : []),
      ...unknown.map((key) => `Login provider ${key}, which the wizard does not know`),
      ...unknownMembers.map((member) => `${member}, which this version of Lifeguard does not know`),
      ...(Object.hasOwn(document.IdentityPoolTags, protectedTag) ? [`Tag ${protectedTag}`] : []),
    ],
  };
}

const suffix = ' copy';
