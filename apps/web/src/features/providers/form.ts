import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { splitLoginValue } from '@lifeguard/shared/aws/login-secrets';
import { type ProviderEdit, providerChanges } from '@lifeguard/shared/pool/provider-edit';
import { findEntry, type ProviderEntry } from '@lifeguard/shared/pool/provider-entry';
import { loginProviders, type ProviderKind } from '@lifeguard/shared/aws/providers';
import { readUserPoolFields } from '@lifeguard/shared/pool/user-pool-text';
import { z } from 'zod';
import {
  joinLoginValue,
  keptSecret,
  keyAndSecret,
  noKeyAndSecret,
  withoutTypedSecrets,
} from '#pool/providers/key-and-secret.ts';
import { type LoginKind, loginKeyOf, loginKinds } from '#pool/providers/login-kinds.ts';

const providerKinds = ['user-pool', ...loginKinds, 'oidc', 'saml', 'developer'] as const satisfies ProviderKind[];
const leftoverChoice = z.enum(['move', 'remove', 'keep']);

/** What the screens of all kinds hold, so that a change of the kind loses nothing. */
export const providerFormValues = z.object({
  kind: z.enum(['', ...providerKinds]),
  userPool: z.object({ ProviderName: z.string(), ClientId: z.string(), ServerSideTokenCheck: z.boolean() }),
  /** `secret` is empty where the pool's own stays. */
  logins: z.record(z.enum(loginKinds), keyAndSecret),
  otherKey: z.string(),
  oidcArn: z.string(),
  samlArn: z.string(),
  developerName: z.string(),
  mappings: leftoverChoice,
  attributes: leftoverChoice,
});
export type ProviderFormValues = z.infer<typeof providerFormValues>;

export const emptyProvider: ProviderFormValues = {
  kind: '',
  userPool: { ProviderName: '', ClientId: '', ServerSideTokenCheck: false },
  logins: {
    facebook: noKeyAndSecret,
    google: noKeyAndSecret,
    amazon: noKeyAndSecret,
    apple: noKeyAndSecret,
    twitter: noKeyAndSecret,
    digits: noKeyAndSecret,
    other: noKeyAndSecret,
  },
  otherKey: '',
  oidcArn: '',
  samlArn: '',
  developerName: '',
  mappings: 'move',
  attributes: 'move',
};

/** The form of the provider `key`; without one, or where the pool does not have it, the empty form. */
export function valuesOf(document: PoolDocument, key: string | undefined): ProviderFormValues {
  const entry = key === undefined ? undefined : findEntry(document, key);
  if (entry === undefined) return emptyProvider;
  const kind = kindOf(entry);
  switch (entry.member) {
    case 'CognitoIdentityProviders': {
      const { member: _, ...userPool } = entry;
      return { ...emptyProvider, kind, userPool };
    }
    case 'SupportedLoginProviders': {
      const loginKind = loginKindOf(entry.key);
      const { key: value } = splitLoginValue(entry.value);
      const logins = { ...emptyProvider.logins, [loginKind]: { value, secret: '' } };
      return { ...emptyProvider, kind, logins, otherKey: entry.key };
    }
    case 'OpenIdConnectProviderARNs':
      return { ...emptyProvider, kind, oidcArn: entry.arn };
    case 'SamlProviderARNs':
      return { ...emptyProvider, kind, samlArn: entry.arn };
    case 'DeveloperProviderName':
      return { ...emptyProvider, kind, developerName: entry.name };
  }
}

/** A draft never holds a secret. */
export function draftOf(values: ProviderFormValues): ProviderFormValues {
  return { ...values, logins: withoutTypedSecrets(values.logins) };
}

/** The provider that the form describes, in the form that AWS wants; not checked. `previous` lends its secret where none was typed. */
export function entryOf(values: ProviderFormValues, previous: ProviderEntry | undefined): ProviderEntry | undefined {
  switch (values.kind) {
    case '':
      return undefined;
    case 'user-pool':
      return { member: 'CognitoIdentityProviders', ...readUserPoolFields(values.userPool) };
    case 'oidc':
      return { member: 'OpenIdConnectProviderARNs', arn: values.oidcArn.trim() };
    case 'saml':
      return { member: 'SamlProviderARNs', arn: values.samlArn.trim() };
    case 'developer':
      return { member: 'DeveloperProviderName', name: values.developerName.trim() };
    default:
      return {
        member: 'SupportedLoginProviders',
        key: loginKeyOf(values.kind) ?? values.otherKey.trim(),
        value: loginValueOf(values, values.kind, previous),
      };
  }
}

/** What the form changes in `document`. */
export function changesOf(document: PoolDocument, key: string | undefined, values: ProviderFormValues): PoolChanges {
  return providerChanges(document, editOf(document, key, values));
}

/** The edit that the form comes to. A provider that is gone meanwhile is added again. */
export function editOf(document: PoolDocument, key: string | undefined, values: ProviderFormValues): ProviderEdit {
  const previous = key === undefined ? undefined : findEntry(document, key);
  const { mappings, attributes } = values;
  return {
    ...(previous === undefined ? {} : { key }),
    entry: entryOf(values, previous),
    mappings,
    attributes,
  };
}

export function kindOf(entry: ProviderEntry): Exclude<ProviderFormValues['kind'], ''> {
  switch (entry.member) {
    case 'CognitoIdentityProviders':
      return 'user-pool';
    case 'SupportedLoginProviders':
      return loginKindOf(entry.key);
    case 'OpenIdConnectProviderARNs':
      return 'oidc';
    case 'SamlProviderARNs':
      return 'saml';
    case 'DeveloperProviderName':
      return 'developer';
  }
}

function loginKindOf(key: string): LoginKind {
  return loginProviders.find((provider) => provider.key === key)?.kind ?? 'other';
}

function loginValueOf({ logins }: ProviderFormValues, kind: LoginKind, previous: ProviderEntry | undefined): string {
  const { value, secret } = logins[kind];
  return joinLoginValue({ value, secret: secret.trim() || keptSecret(value, previous) });
}
