import { mappingRule, roleMapping } from '@lifeguard/shared/aws/role-mapping';

/**
 * A member name to the model of its value: `leaf` is not looked into, `oneOf` is one of these texts, `each` is the model of every
 * item or entry.
 */
type Model =
  | 'leaf'
  | { readonly oneOf: readonly string[] }
  | { readonly members: Readonly<Record<string, Model>> }
  | { readonly each: Model };

const provider: Model = { members: { ProviderName: 'leaf', ClientId: 'leaf', ServerSideTokenCheck: 'leaf' } };
const rule: Model = {
  members: { Claim: 'leaf', MatchType: { oneOf: mappingRule.shape.MatchType.options }, Value: 'leaf', RoleARN: 'leaf' },
};
const mapping: Model = {
  members: {
    Type: { oneOf: roleMapping.shape.Type.options },
    AmbiguousRoleResolution: { oneOf: roleMapping.shape.AmbiguousRoleResolution.unwrap().options },
    RulesConfiguration: { members: { Rules: { each: rule } } },
  },
};

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html */
export const poolModel: Model = {
  members: {
    IdentityPoolId: 'leaf',
    IdentityPoolName: 'leaf',
    AllowUnauthenticatedIdentities: 'leaf',
    AllowClassicFlow: 'leaf',
    SupportedLoginProviders: 'leaf',
    DeveloperProviderName: 'leaf',
    OpenIdConnectProviderARNs: 'leaf',
    CognitoIdentityProviders: { each: provider },
    SamlProviderARNs: 'leaf',
    IdentityPoolTags: 'leaf',
  },
};

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetIdentityPoolRoles.html */
export const rolesModel: Model = {
  members: {
    IdentityPoolId: 'leaf',
    Roles: { members: { authenticated: 'leaf', unauthenticated: 'leaf' } },
    RoleMappings: { each: mapping },
  },
};

/**
 * Members of AWS's raw answer that the model does not have, as paths, and texts that it does not have, as path and text. The
 * SDK drops such members silently, and since an update replaces everything, a save would reset them.
 */
export function unknownMembers(rawBody: Uint8Array | undefined, model: Model): string[] {
  if (rawBody === undefined) return [];
  const answer: unknown = JSON.parse(Buffer.from(rawBody).toString('utf8'));
  return [...new Set(unknownIn(answer, model, ''))];
}

function unknownIn(value: unknown, model: Model, path: string): string[] {
  if (model === 'leaf') return [];
  if ('oneOf' in model) {
    const isUnknown = typeof value === 'string' && !model.oneOf.includes(value);
    return isUnknown ? [`${path.slice(0, -1)} "${value}"`] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  if ('each' in model) {
    return entries.flatMap(([key, item]) =>
      unknownIn(item, model.each, `${path}${Array.isArray(value) ? '' : `${key}.`}`),
    );
  }
  return entries.flatMap(([key, item]) => {
    if (item === null) return [];
    const known = Object.hasOwn(model.members, key) ? model.members[key] : undefined;
    return known === undefined ? [`${path}${key}`] : unknownIn(item, known, `${path}${key}.`);
  });
}
