// The shapes of the service's model, with the limits that it enforces.
// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_Types.html
import { boolean, integer, list, map, string, structure, type Value } from '../protocol/shape.ts';

export const identityPoolId = string({ min: 1, max: 55, pattern: '[\\w-]+:[0-9a-f-]+' });
export const identityId = string({ min: 1, max: 55, pattern: '[\\w-]+:[0-9a-f-]+' });
const identityPoolName = string({ min: 1, max: 128, pattern: '[\\w\\s+=,.@-]+' });
export const developerProviderName = string({ min: 1, max: 128, pattern: '[\\w._-]+' });
export const identityProviderName = string({ min: 1, max: 128 });
export const arnString = string({ min: 20, max: 2048 });
export const queryLimit = integer({ min: 1, max: 60 });
export const paginationKey = string({ min: 1, max: 65535, pattern: '[\\S]+' });
export const accountIdShape = string({ min: 1, max: 15, pattern: '\\d+' });
export const loginsMap = map(identityProviderName, string({ min: 1, max: 50000 }), { max: 10 });
export const identityIdList = list(identityId, { min: 1, max: 60 });
export const tagKeysList = list(string({ min: 1, max: 128 }));

export const tagsShape = map(string({ min: 1, max: 128 }), string({ min: 0, max: 256 }));
export type Tags = Value<typeof tagsShape>;

const cognitoIdentityProvider = structure(
  {
    ProviderName: string({ min: 1, max: 128, pattern: '[\\w._:/-]+' }),
    ClientId: string({ min: 1, max: 128, pattern: '[\\w_]+' }),
    ServerSideTokenCheck: boolean,
  },
  [],
);

/** The members of a pool that Create and Update take, besides id and tags. */
export const poolMembers = {
  IdentityPoolName: identityPoolName,
  AllowUnauthenticatedIdentities: boolean,
  AllowClassicFlow: boolean,
  SupportedLoginProviders: map(identityProviderName, string({ min: 1, max: 128, pattern: '[\\w.;_/-]+' }), { max: 10 }),
  DeveloperProviderName: developerProviderName,
  OpenIdConnectProviderARNs: list(arnString),
  CognitoIdentityProviders: list(cognitoIdentityProvider),
  SamlProviderARNs: list(arnString),
};

export const poolSettingsShape = structure(poolMembers, ['IdentityPoolName', 'AllowUnauthenticatedIdentities']);
export type PoolSettings = Value<typeof poolSettingsShape>;

const mappingRule = structure(
  {
    Claim: string({ min: 1, max: 64, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' }),
    MatchType: string({ enum: ['StartsWith', 'Equals', 'Contains', 'NotEqual'] }),
    Value: string({ min: 1, max: 128 }),
    RoleARN: arnString,
  },
  ['Claim', 'MatchType', 'Value', 'RoleARN'],
);

const roleMapping = structure(
  {
    Type: string({ enum: ['Token', 'Rules'] }),
    AmbiguousRoleResolution: string({ enum: ['AuthenticatedRole', 'Deny'] }),
    RulesConfiguration: structure({ Rules: list(mappingRule, { min: 1, max: 400 }) }, ['Rules']),
  },
  ['Type'],
);
export type RoleMapping = Value<typeof roleMapping>;

export const rolesMap = map(string({ min: 1, max: 128, pattern: '(un)?authenticated' }), arnString, { max: 2 });
export const roleMappingMap = map(identityProviderName, roleMapping, { max: 10 });

/** What SetIdentityPoolRoles sets. */
export const poolRolesShape = structure({ Roles: rolesMap, RoleMappings: roleMappingMap }, ['Roles']);
export type PoolRoles = Value<typeof poolRolesShape>;

/** Name of a tag -> the claim that fills it. */
export const principalTags = map(string({ min: 1, max: 128 }), string({ min: 1, max: 256 }), { max: 50 });
export const principalTagMapShape = structure({ UseDefaults: boolean, PrincipalTags: principalTags }, [
  'UseDefaults',
  'PrincipalTags',
]);
export type PrincipalTagMap = Value<typeof principalTagMapShape>;

export const developerUserIdentifier = string({ min: 1, max: 1024 });
export const loginsList = list(identityProviderName);
export const tokenDuration = integer({ min: 1, max: 86400 });
