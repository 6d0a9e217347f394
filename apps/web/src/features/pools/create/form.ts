import { createPoolInput, type CreatePoolInput } from '@lifeguard/shared/pool/changes';
import { poolProviders, userPoolKey } from '@lifeguard/shared/roles/provider-keys';
import { suggestedRoleName } from '@lifeguard/shared/roles/uses';
import { defaultRolePath } from '@lifeguard/shared/aws/new-role';
import { principalTagMaps } from '@lifeguard/shared/aws/principal-tags';
import { roleMappings } from '@lifeguard/shared/aws/role-mapping';
import { type LaterSettings, taggedProviders } from '@lifeguard/shared/pool/plan';
import { loginProviders } from '@lifeguard/shared/aws/providers';
import { readUserPoolFields } from '@lifeguard/shared/pool/user-pool-text';
import type { FieldPath } from 'react-hook-form';
import { z } from 'zod';
import {
  joinLoginValue,
  keyAndSecret,
  keyAndSecretProblem,
  needsSecret,
  noKeyAndSecret,
  secretKinds,
} from '#pool/providers/key-and-secret.ts';
import { firstByField, issuesOf, resolverOf } from '#ui/form/resolver.ts';

const newRoleValues = z.object({ isWanted: z.boolean(), RoleName: z.string(), Path: z.string() });
const noNewRole = { isWanted: false, RoleName: '', Path: defaultRolePath };

/** What the wizard's screens hold: rows where AWS has maps, empty text where AWS has nothing. */
export const poolFormValues = z.object({
  IdentityPoolName: z.string(),
  AllowUnauthenticatedIdentities: z.boolean(),
  AllowClassicFlow: z.boolean(),
  CognitoIdentityProviders: z.array(
    z.object({ ProviderName: z.string(), ClientId: z.string(), ServerSideTokenCheck: z.boolean() }),
  ),
  /** An empty value where the pool gets no such provider. */
  logins: z.record(z.enum(loginProviders.map((provider) => provider.kind)), keyAndSecret),
  OpenIdConnectProviderARNs: z.array(z.object({ arn: z.string() })),
  SamlProviderARNs: z.array(z.object({ arn: z.string() })),
  DeveloperProviderName: z.string(),
  Roles: z.object({ authenticated: z.string(), unauthenticated: z.string() }),
  /** Default roles that are made with the pool. An empty name is the one that the page suggests. */
  NewRoles: z.object({ authenticated: newRoleValues, unauthenticated: newRoleValues }),
  /** As another pool has them; those of providers that are not chosen count for nothing. */
  RoleMappings: roleMappings,
  PrincipalTagAttributeMaps: principalTagMaps,
  IdentityPoolTags: z.array(z.object({ key: z.string(), value: z.string() })),
});
export type PoolFormValues = z.infer<typeof poolFormValues>;
export type PoolField = FieldPath<PoolFormValues>;

export const emptyPool: PoolFormValues = {
  IdentityPoolName: '',
  AllowUnauthenticatedIdentities: false,
  AllowClassicFlow: false,
  CognitoIdentityProviders: [],
  logins: {
    facebook: noKeyAndSecret,
    google: noKeyAndSecret,
    amazon: noKeyAndSecret,
    apple: noKeyAndSecret,
    twitter: noKeyAndSecret,
    digits: noKeyAndSecret,
  },
  OpenIdConnectProviderARNs: [],
  SamlProviderARNs: [],
  DeveloperProviderName: '',
  Roles: { authenticated: '', unauthenticated: '' },
  NewRoles: { authenticated: noNewRole, unauthenticated: noNewRole },
  RoleMappings: {},
  PrincipalTagAttributeMaps: {},
  IdentityPoolTags: [],
};

/** The last step of the wizard, which reviews the others. */
export const reviewStep = 4;

/** The step of the wizard that has each field. */
const steps = {
  IdentityPoolName: 0,
  AllowUnauthenticatedIdentities: 0,
  AllowClassicFlow: 0,
  CognitoIdentityProviders: 1,
  logins: 1,
  OpenIdConnectProviderARNs: 1,
  SamlProviderARNs: 1,
  DeveloperProviderName: 1,
  Roles: 2,
  NewRoles: 2,
  RoleMappings: 2,
  PrincipalTagAttributeMaps: 2,
  IdentityPoolTags: 3,
} satisfies Record<keyof PoolFormValues, number>;

export function stepOfField(field: string): number {
  return new Map<string, number>(Object.entries(steps)).get(field.split('.')[0] ?? '') ?? reviewStep;
}

/** What the form asks AWS for. Not checked: see `poolFormErrors`. */
export function toInput(values: PoolFormValues): CreatePoolInput {
  const settings = settingsOf(values);
  const mappable = poolProviders(settings).map(({ key }) => key);
  const taggable = taggedProviders(settings);
  const newRoles = roleKinds.flatMap((kind) => {
    const { isWanted, Path } = values.NewRoles[kind];
    return isWanted ? [[kind, { RoleName: newRoleName(values, kind), Path: Path.trim() }] as const] : [];
  });
  const roles = roleKinds.flatMap((kind) => {
    const arn = values.Roles[kind].trim();
    return arn === '' || values.NewRoles[kind].isWanted ? [] : [[kind, arn] as const];
  });
  return {
    ...settings,
    Roles: Object.fromEntries(roles),
    NewRoles: Object.fromEntries(newRoles),
    RoleMappings: ofProviders(values.RoleMappings, mappable),
    PrincipalTagAttributeMaps: ofProviders(values.PrincipalTagAttributeMaps, taggable),
  };
}

const roleKinds = ['authenticated', 'unauthenticated'] as const;

/** The name of a new role: what was entered, or what the page suggests. */
export function newRoleName(values: PoolFormValues, kind: (typeof roleKinds)[number]): string {
  const entered = values.NewRoles[kind].RoleName.trim();
  return entered === '' ? suggestedRoleName(values.IdentityPoolName.trim(), kind, []) : entered;
}

function ofProviders<T>(map: Readonly<Record<string, T>>, providers: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([provider]) => providers.includes(provider)));
}

/** The part of CreateIdentityPool. */
function settingsOf(values: PoolFormValues): Omit<CreatePoolInput, keyof LaterSettings> {
  const developer = values.DeveloperProviderName.trim();
  return {
    IdentityPoolName: values.IdentityPoolName.trim(),
    AllowUnauthenticatedIdentities: values.AllowUnauthenticatedIdentities,
    AllowClassicFlow: values.AllowClassicFlow,
    SupportedLoginProviders: Object.fromEntries(
      loginProviders.flatMap(({ key, kind }) => {
        const { value, secret } = values.logins[kind];
        return value.trim() === '' ? [] : [[key, joinLoginValue({ value, secret: needsSecret(kind) ? secret : '' })]];
      }),
    ),
    ...(developer === '' ? {} : { DeveloperProviderName: developer }),
    OpenIdConnectProviderARNs: values.OpenIdConnectProviderARNs.map(({ arn }) => arn.trim()),
    CognitoIdentityProviders: values.CognitoIdentityProviders.map(readUserPoolFields),
    SamlProviderARNs: values.SamlProviderARNs.map(({ arn }) => arn.trim()),
    IdentityPoolTags: Object.fromEntries(values.IdentityPoolTags.map(({ key, value }) => [key.trim(), value.trim()])),
  };
}

/** The field of the form that a path of the request belongs to: `IdentityPoolTags.team` to `IdentityPoolTags.0.value`. */
export function fieldOfPath(path: string, values: PoolFormValues): PoolField | undefined {
  const dot = path.indexOf('.');
  const member = dot < 0 ? path : path.slice(0, dot);
  const rest = dot < 0 ? '' : path.slice(dot + 1);
  switch (member) {
    case 'SupportedLoginProviders': {
      const kind = loginProviders.find(({ key }) => key === rest)?.kind;
      return kind && `logins.${kind}.value`;
    }
    case 'OpenIdConnectProviderARNs':
    case 'SamlProviderARNs':
      return /^\d+$/.test(rest) ? `${member}.${Number(rest)}.arn` : undefined;
    case 'CognitoIdentityProviders':
      return /^\d+\.(ProviderName|ClientId|ServerSideTokenCheck)$/.test(rest)
        ? (`CognitoIdentityProviders.${rest}` as PoolField)
        : undefined;
    case 'Roles':
      return rest === 'authenticated' || rest === 'unauthenticated' ? `Roles.${rest}` : undefined;
    case 'NewRoles':
      return /^(un)?authenticated\.(RoleName|Path)$/.test(rest) ? (path as PoolField) : undefined;
    case 'RoleMappings':
    case 'PrincipalTagAttributeMaps':
      return member;
    case 'IdentityPoolTags': {
      const index = values.IdentityPoolTags.findIndex(({ key }) => key.trim() === rest);
      return index < 0 ? undefined : `IdentityPoolTags.${index}.value`;
    }
    default:
      return rest === '' && Object.hasOwn(values, member) ? (member as PoolField) : undefined;
  }
}

/** What is wrong with the values, by field. Errors of a whole list stand on the list itself. */
export function poolFormErrors(values: PoolFormValues): Map<PoolField, string> {
  const secrets = secretKinds.flatMap((kind) => {
    const typed = values.logins[kind];
    const problem = typed.value + typed.secret === '' ? undefined : keyAndSecretProblem(typed);
    return problem === undefined ? [] : [[`logins.${kind}.${problem[0]}`, problem[1]] as const];
  });
  const wrongLogins = new Set<string>(secrets.map(([field]) => field.replace(/\.secret$/, '.value')));
  const issues = issuesOf(createPoolInput, toInput(values)).map(({ path, isKey, message }) => {
    const field = fieldOfPath(path, values) ?? (path.replace(/\..*$/, '') as PoolField);
    return [
      isKey ? (field.replace(/^(IdentityPoolTags\.\d+)\.value$/, '$1.key') as PoolField) : field,
      message,
    ] as const;
  });
  return firstByField([...secrets, ...issues.filter(([field]) => !wrongLogins.has(field)), ...repetitions(values)]);
}

export const poolFormResolver = resolverOf(poolFormErrors);

/** The rows that say what a row before them says, by field. */
function repetitions(values: PoolFormValues): Array<[PoolField, string]> {
  const { CognitoIdentityProviders, OpenIdConnectProviderARNs, SamlProviderARNs } = toInput(values);
  const keys = values.IdentityPoolTags.map(({ key }) => key.trim());
  const clients = CognitoIdentityProviders.map((item) => (item.ClientId === '' ? '' : userPoolKey(item)));
  const inList = 'This provider is in the list already. Each can be in a pool once.';
  return [
    ...repeated(
      keys,
      (index) => `IdentityPoolTags.${index}.key`,
      'Another tag has this key already. Each key can be used once.',
    ),
    ...repeated(clients, (index) => `CognitoIdentityProviders.${index}.ClientId`, inList),
    ...repeated(OpenIdConnectProviderARNs, (index) => `OpenIdConnectProviderARNs.${index}.arn`, inList),
    ...repeated(SamlProviderARNs, (index) => `SamlProviderARNs.${index}.arn`, inList),
  ];
}

function repeated(
  texts: readonly string[],
  fieldOf: (index: number) => PoolField,
  message: string,
): Array<[PoolField, string]> {
  return texts.flatMap((text, index) =>
    text !== '' && texts.indexOf(text) < index ? [[fieldOf(index), message]] : [],
  );
}
