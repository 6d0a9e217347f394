import { createPoolInput, type CreatePoolInput } from '@lifeguard/shared/pool/changes';
import { userPoolKey } from '@lifeguard/shared/roles/provider-keys';
import { loginProviders } from '@lifeguard/shared/aws/providers';
import { readUserPoolFields } from '@lifeguard/shared/pool/user-pool-text';
import { type FieldErrors, type FieldPath, type Resolver, set } from 'react-hook-form';
import { z } from 'zod';
import {
  joinLoginValue,
  keyAndSecret,
  keyAndSecretProblem,
  needsSecret,
  noKeyAndSecret,
  secretKinds,
} from '#pool/providers/key-and-secret.ts';

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
  IdentityPoolTags: [],
};

/** The fields of each step of the wizard; the last step reviews them. */
const stepFields = [
  ['IdentityPoolName', 'AllowUnauthenticatedIdentities', 'AllowClassicFlow'],
  ['CognitoIdentityProviders', 'logins', 'OpenIdConnectProviderARNs', 'SamlProviderARNs', 'DeveloperProviderName'],
  ['Roles'],
  ['IdentityPoolTags'],
] as const satisfies (keyof PoolFormValues)[][];

export const reviewStep = stepFields.length;

export function stepOfField(field: string): number {
  const member = field.split('.')[0];
  const step = stepFields.findIndex((fields) => (fields as readonly string[]).includes(member ?? ''));
  return step < 0 ? reviewStep : step;
}

/** What the form asks AWS for. Not checked: see `poolFormErrors`. */
export function toInput(values: PoolFormValues): CreatePoolInput {
  const developer = values.DeveloperProviderName.trim();
  const { authenticated, unauthenticated } = values.Roles;
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
    Roles: {
      ...(authenticated.trim() === '' ? {} : { authenticated: authenticated.trim() }),
      ...(unauthenticated.trim() === '' ? {} : { unauthenticated: unauthenticated.trim() }),
    },
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
  const errors = new Map<PoolField, string>();
  for (const kind of secretKinds) {
    const typed = values.logins[kind];
    const problem = typed.value + typed.secret === '' ? undefined : keyAndSecretProblem(typed);
    if (problem !== undefined) errors.set(`logins.${kind}.${problem[0]}`, problem[1]);
  }
  const wrongLogins = new Set([...errors.keys()].map((field) => field.replace(/\.secret$/, '.value')));
  for (const issue of createPoolInput.safeParse(toInput(values)).error?.issues ?? []) {
    const path = issue.path.join('.');
    const field = fieldOfPath(path, values) ?? (String(issue.path[0]) as PoolField);
    // A wrong key of a map is reported on the map's entry, with the reason one level down.
    const isKey = issue.code === 'invalid_key' || (issue.code === 'custom' && issue.path.length > 1);
    const place = isKey ? (field.replace(/^(IdentityPoolTags\.\d+)\.value$/, '$1.key') as PoolField) : field;
    const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
    if (!errors.has(place) && !wrongLogins.has(place)) errors.set(place, message);
  }
  for (const [field, message] of repetitions(values)) if (!errors.has(field)) errors.set(field, message);
  return errors;
}

export const poolFormResolver: Resolver<PoolFormValues> = (values) => {
  const found = poolFormErrors(values);
  if (found.size === 0) return { values, errors: {} };
  const errors: FieldErrors<PoolFormValues> = {};
  for (const [field, message] of found) {
    // An error of a list as a whole stands beside those of its rows.
    const isList = Array.isArray((values as unknown as Record<string, unknown>)[field]);
    set(errors, isList ? `${field}.root` : field, { type: 'validate', message });
  }
  return { values: {}, errors };
};

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
