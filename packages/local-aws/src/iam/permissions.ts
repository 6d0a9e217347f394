// What each operation is checked on. https://docs.aws.amazon.com/service-authorization/latest/reference/list_identityandaccessmanagement.html
import type { Permission } from '../auth/permission.ts';
import { type OperationContext, rawMember, rawText } from '../dispatch/operation.ts';
import type { Tag } from './shapes.ts';

/** On the role named by `RoleName`. Its path is part of the ARN, so it is looked up; one that is missing counts as pathless. */
export function onRole({ store, account }: OperationContext, input: unknown): Permission {
  const name = rawText(input, 'RoleName') ?? '';
  const role = store.iamRoles.find(name);
  return permission(role?.Arn ?? `arn:aws:iam::${account}:role/${name}`, role?.Tags ?? [], input);
}

export function onNewRole({ account }: OperationContext, input: unknown): Permission {
  const name = `${rawText(input, 'Path') ?? '/'}${rawText(input, 'RoleName') ?? ''}`;
  return permission(`arn:aws:iam::${account}:role${name}`, [], input);
}

/** ListRoles: the reference knows no resource for it, but AWS's refusals name this one. */
export function onRolePath({ account }: OperationContext, input: unknown): Permission {
  return { resource: `arn:aws:iam::${account}:role${rawText(input, 'PathPrefix') ?? '/'}` };
}

/** On the provider that the request names, to the letter. */
export function onOidcProvider({ store }: OperationContext, input: unknown): Permission {
  const arn = rawText(input, 'OpenIDConnectProviderArn') ?? '';
  return permission(arn, store.oidcProviders.find(arn)?.Tags ?? [], input);
}

export function onNewOidcProvider({ account }: OperationContext, input: unknown): Permission {
  const url = rawText(input, 'Url') ?? '';
  return permission(oidcProviderArn(account, url), [], input);
}

/** ListOpenIDConnectProviders: the reference knows no resource for it, but AWS's refusals name this one. */
export function onOidcProviders({ account }: OperationContext): Permission {
  return { resource: `arn:aws:iam::${account}:oidc-provider/*` };
}

/** On the provider that the request names, to the letter. */
export function onSamlProvider({ store }: OperationContext, input: unknown): Permission {
  const arn = rawText(input, 'SAMLProviderArn') ?? '';
  return permission(arn, store.samlProviders.find(arn)?.Tags ?? [], input);
}

export function onNewSamlProvider({ account }: OperationContext, input: unknown): Permission {
  return permission(samlProviderArn(account, rawText(input, 'Name') ?? ''), [], input);
}

/** ListSAMLProviders, as for the OpenID Connect providers. */
export function onSamlProviders({ account }: OperationContext): Permission {
  return { resource: `arn:aws:iam::${account}:saml-provider/*` };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
export function oidcProviderArn(account: string, url: string): string {
  return `arn:aws:iam::${account}:oidc-provider/${url.replace(/^https?:\/\//i, '').replace(/\/$/, '')}`;
}

export function samlProviderArn(account: string, name: string): string {
  return `arn:aws:iam::${account}:saml-provider/${name}`;
}

function permission(resource: string, tags: readonly Tag[], input: unknown): Permission {
  // The protocol makes lists of texts, whatever was sent.
  const added = (rawMember(input, 'Tags') ?? []) as readonly Partial<Tag>[];
  const keys = [...added.map(({ Key = '' }) => Key), ...((rawMember(input, 'TagKeys') ?? []) as readonly string[])];
  const policyArn = rawText(input, 'PolicyArn');
  const conditions: [string, readonly string[]][] = [
    ...tags.flatMap(({ Key, Value }): [string, readonly string[]][] => [
      [`aws:resourcetag/${Key.toLowerCase()}`, [Value]],
      [`iam:resourcetag/${Key.toLowerCase()}`, [Value]],
    ]),
    ...added.map(({ Key = '', Value = '' }): [string, readonly string[]] => [
      `aws:requesttag/${Key.toLowerCase()}`,
      [Value],
    ]),
    ...(keys.length === 0 ? [] : [['aws:tagkeys', keys] satisfies [string, readonly string[]]]),
    ...(policyArn === undefined ? [] : [['iam:policyarn', [policyArn]] satisfies [string, readonly string[]]]),
  ];
  return { resource, conditions: new Map(conditions) };
}
