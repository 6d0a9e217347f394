import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { entryKey, findEntry, type ProviderEntry } from '@lifeguard/shared/pool/provider-entry';
import {
  developerProviderName,
  enteredOidcProviderArns,
  enteredSamlProviderArns,
  enteredSupportedLoginProviders,
  enteredUserPoolProvider,
  loginProviders,
} from '@lifeguard/shared/aws/providers';
import type { FieldPath, Resolver } from 'react-hook-form';
import { keptSecret, keyAndSecretProblem, needsSecret } from '#pool/providers/key-and-secret.ts';
import type { LoginKind } from '#pool/providers/login-kinds.ts';
import { type FieldProblem, firstByField, issuesOf, resolverOf } from '#ui/form/resolver.ts';
import { entryOf, type ProviderFormValues } from './form.ts';

type Field = FieldPath<ProviderFormValues>;
type Problem = FieldProblem<ProviderFormValues>;

const maxLoginProviders = 10;

/** Checks the form of the provider `key`, or of a new one, against the pool as it is now. */
export function providerResolver(document: PoolDocument, key: string | undefined): Resolver<ProviderFormValues> {
  return resolverOf((values) => providerErrors(document, key, values));
}

/** What is wrong, by field; one message each. */
export function providerErrors(
  document: PoolDocument,
  key: string | undefined,
  values: ProviderFormValues,
): Map<Field, string> {
  const previous = key === undefined ? undefined : findEntry(document, key);
  const entry = entryOf(values, previous);
  if (entry === undefined) return new Map([['kind', 'Choose the kind of provider.']]);
  const shape = shapeProblems(values, entry, previous);
  return firstByField(shape.length > 0 ? shape : poolProblems(document, previous, values, entry));
}

/** What AWS would refuse in any pool. */
function shapeProblems(
  values: ProviderFormValues,
  entry: ProviderEntry,
  previous: ProviderEntry | undefined,
): Problem[] {
  switch (entry.member) {
    case 'CognitoIdentityProviders': {
      const { member: _, ...item } = entry;
      return issuesOf(enteredUserPoolProvider, item).map(({ path, message }) => [
        path === 'ClientId' ? 'userPool.ClientId' : 'userPool.ProviderName',
        message,
      ]);
    }
    case 'SupportedLoginProviders':
      return loginProblems(values, values.kind as LoginKind, entry, previous);
    case 'OpenIdConnectProviderARNs':
      return issuesOf(enteredOidcProviderArns, [entry.arn]).map(({ message }) => ['oidcArn', message]);
    case 'SamlProviderARNs':
      return issuesOf(enteredSamlProviderArns, [entry.arn]).map(({ message }) => ['samlArn', message]);
    case 'DeveloperProviderName':
      return issuesOf(developerProviderName, entry.name).map(({ message }) => ['developerName', message]);
  }
}

function loginProblems(
  { logins, otherKey }: ProviderFormValues,
  kind: LoginKind,
  { key, value }: Extract<ProviderEntry, { member: 'SupportedLoginProviders' }>,
  previous: ProviderEntry | undefined,
): Problem[] {
  const typed = logins[kind];
  if (needsSecret(kind)) return keyAndSecretProblems(kind, typed, previous);
  if (kind === 'other') {
    const known = loginProviders.find((provider) => provider.key === otherKey.trim());
    if (known !== undefined) return [['otherKey', `This is ${known.label}: choose it as the kind of provider.`]];
  }
  if (typed.value.trim() === '') {
    const what = 'Enter the value that the provider gave you.';
    return [[`logins.${kind}.value`, what], ...(key === '' ? [['otherKey', 'Name the provider.'] as const] : [])];
  }
  return issuesOf(enteredSupportedLoginProviders, { [key]: value }).map(({ isKey, message }) => [
    isKey ? 'otherKey' : `logins.${kind}.value`,
    message,
  ]);
}

function keyAndSecretProblems(
  kind: LoginKind,
  { value, secret }: ProviderFormValues['logins'][LoginKind],
  previous: ProviderEntry | undefined,
): Problem[] {
  const all = { value, secret: secret.trim() || keptSecret(value, previous) };
  const problem = keyAndSecretProblem(all);
  if (problem === undefined) return [];
  const [part, message] = problem;
  const isOther = part === 'secret' && all.secret === '' && previous !== undefined;
  return [[`logins.${kind}.${part}`, isOther ? 'Another consumer key has another secret: enter it too.' : message]];
}

/** What this pool does not take. */
function poolProblems(
  document: PoolDocument,
  previous: ProviderEntry | undefined,
  values: ProviderFormValues,
  entry: ProviderEntry,
): Problem[] {
  const field = keyField(values);
  const isSame = previous !== undefined && entryKey(previous) === entryKey(entry);
  if (!isSame && findEntry(document, entryKey(entry)) !== undefined) {
    return [[field, 'The pool has this provider already. Each can be in it once: edit that one instead.']];
  }
  const isNewLogin = entry.member === 'SupportedLoginProviders' && previous === undefined;
  if (isNewLogin && Object.keys(document.SupportedLoginProviders).length >= maxLoginProviders) {
    return [
      [
        field,
        `The pool has ${maxLoginProviders} social and other login providers already, and AWS allows no more. Remove one first.`,
      ],
    ];
  }
  return [];
}

/** Where a message about the provider as such stands. */
function keyField({ kind }: ProviderFormValues): Field {
  switch (kind) {
    case '':
      return 'kind';
    case 'user-pool':
      return 'userPool.ClientId';
    case 'other':
      return 'otherKey';
    case 'oidc':
      return 'oidcArn';
    case 'saml':
      return 'samlArn';
    case 'developer':
      return 'developerName';
    default:
      return `logins.${kind}.value`;
  }
}
