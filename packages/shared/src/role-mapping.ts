import { z } from 'zod';

import { arnString } from './arn.ts';
import { awsMap } from './aws-map.ts';

/** Default roles of a pool: `Roles` of SetIdentityPoolRoles. */
export const roles = z.strictObject({
  authenticated: arnString.optional(),
  unauthenticated: arnString.optional(),
});
export type Roles = z.infer<typeof roles>;

export const mappingRule = z.strictObject({
  Claim: z.string().min(1).max(64),
  MatchType: z.enum(['Equals', 'Contains', 'StartsWith', 'NotEqual']),
  Value: z.string().min(1).max(128),
  RoleARN: arnString,
});
export type MappingRule = z.infer<typeof mappingRule>;

/** How the role is chosen for users of one provider. Rules are tried in order; the first match wins. */
export const roleMapping = z.strictObject({
  Type: z.enum(['Token', 'Rules']),
  AmbiguousRoleResolution: z.enum(['AuthenticatedRole', 'Deny']).optional(),
  RulesConfiguration: z.strictObject({ Rules: z.array(mappingRule).min(1).max(400) }).optional(),
});
export type RoleMapping = z.infer<typeof roleMapping>;

/** Key: the provider as role mappings spell it (for a user pool with `:clientId`). */
export const roleMappings = awsMap(z.string().min(1).max(128), roleMapping, 10);
