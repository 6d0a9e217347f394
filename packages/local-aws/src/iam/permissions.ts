// What each operation is checked on. https://docs.aws.amazon.com/service-authorization/latest/reference/list_identityandaccessmanagement.html
import type { Permission } from '../auth/permission.ts';
import { memberList } from '../protocol/query-xml.ts';
import type { QueryContext } from '../dispatch/query-service.ts';
import { memberTexts } from './parameters.ts';
import type { Tag } from './shapes.ts';

/** On the role named by `RoleName`. Its path is part of the ARN, so it is looked up; one that is missing counts as pathless. */
export function onRole({ store, account }: QueryContext, parameters: URLSearchParams): Permission {
  const name = parameters.get('RoleName') ?? '';
  const role = store.iamRoles.find(name);
  return permission(role?.Arn ?? `arn:aws:iam::${account}:role/${name}`, role?.Tags ?? [], parameters);
}

export function onNewRole({ account }: QueryContext, parameters: URLSearchParams): Permission {
  const name = `${parameters.get('Path') ?? '/'}${parameters.get('RoleName') ?? ''}`;
  return permission(`arn:aws:iam::${account}:role${name}`, [], parameters);
}

/** ListRoles: the reference knows no resource for it, but AWS's refusals name this one. */
export function onRolePath({ account }: QueryContext, parameters: URLSearchParams): Permission {
  return { resource: `arn:aws:iam::${account}:role${parameters.get('PathPrefix') ?? '/'}` };
}

/** On the provider that the request names, to the letter. */
export function onOidcProvider({ store }: QueryContext, parameters: URLSearchParams): Permission {
  const arn = parameters.get('OpenIDConnectProviderArn') ?? '';
  return permission(arn, store.oidcProviders.find(arn)?.Tags ?? [], parameters);
}

export function onNewOidcProvider({ account }: QueryContext, parameters: URLSearchParams): Permission {
  const url = parameters.get('Url') ?? '';
  return permission(oidcProviderArn(account, url), [], parameters);
}

/** ListOpenIDConnectProviders: the reference knows no resource for it, but AWS's refusals name this one. */
export function onOidcProviders({ account }: QueryContext): Permission {
  return { resource: `arn:aws:iam::${account}:oidc-provider/*` };
}

/** On the provider that the request names, to the letter. */
export function onSamlProvider({ store }: QueryContext, parameters: URLSearchParams): Permission {
  const arn = parameters.get('SAMLProviderArn') ?? '';
  return permission(arn, store.samlProviders.find(arn)?.Tags ?? [], parameters);
}

export function onNewSamlProvider({ account }: QueryContext, parameters: URLSearchParams): Permission {
  return permission(samlProviderArn(account, parameters.get('Name') ?? ''), [], parameters);
}

/** ListSAMLProviders, as for the OpenID Connect providers. */
export function onSamlProviders({ account }: QueryContext): Permission {
  return { resource: `arn:aws:iam::${account}:saml-provider/*` };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
export function oidcProviderArn(account: string, url: string): string {
  return `arn:aws:iam::${account}:oidc-provider/${url.replace(/^https?:\/\//i, '').replace(/\/$/, '')}`;
}

export function samlProviderArn(account: string, name: string): string {
  return `arn:aws:iam::${account}:saml-provider/${name}`;
}

function permission(resource: string, tags: readonly Tag[], parameters: URLSearchParams): Permission {
  const added = memberList(parameters, 'Tags');
  const keys = [...added.map(({ Key = '' }) => Key), ...(memberTexts(parameters, 'TagKeys') ?? [])];
  const policyArn = parameters.get('PolicyArn');
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
    ...(policyArn === null ? [] : [['iam:policyarn', [policyArn]] satisfies [string, readonly string[]]]),
  ];
  return { resource, conditions: new Map(conditions) };
}
