import { z } from 'zod';

import { arnString, roleArn } from './arn.ts';
import { awsMap } from './map.ts';

/** Default roles of a pool: `Roles` of SetIdentityPoolRoles. */
export const roles = z.strictObject({
  authenticated: arnString.optional(),
  unauthenticated: arnString.optional(),
});
export type Roles = z.infer<typeof roles>;
export const enteredRoles = z.strictObject({ authenticated: roleArn.optional(), unauthenticated: roleArn.optional() });

export const mappingRule = z.strictObject({
  Claim: z.string().min(1).max(64),
  MatchType: z.enum(['Equals', 'Contains', 'StartsWith', 'NotEqual']),
  Value: z.string().min(1).max(128),
  RoleARN: arnString,
});
export type MappingRule = z.infer<typeof mappingRule>;

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html */
export const enteredMappingRule = z.strictObject({
  Claim: z
    .string()
    .min(1, 'Enter the claim.')
    .max(64, 'A claim has at most 64 characters.')
    .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]*$/u, 'A claim has no spaces or other white space.'),
  MatchType: mappingRule.shape.MatchType,
  Value: z.string().min(1, 'Enter the value.').max(128, 'A value has at most 128 characters.'),
  RoleARN: z.string().min(1, 'Choose a role or enter its ARN.').pipe(roleArn),
});

/** What the service takes for one provider, although the model has 400. https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html */
export const maxMappingRules = 25;

/** How many providers of a pool can have a mapping. */
export const maxRoleMappings = 10;

/** How the role is chosen for users of one provider. Rules are tried in order; the first match wins. */
export const roleMapping = z.strictObject({
  Type: z.enum(['Token', 'Rules']),
  AmbiguousRoleResolution: z.enum(['AuthenticatedRole', 'Deny']).optional(),
  RulesConfiguration: z.strictObject({ Rules: z.array(mappingRule).min(1).max(400) }).optional(),
});
export type RoleMapping = z.infer<typeof roleMapping>;

/** Key: the provider as role mappings spell it (for a user pool with `:clientId`). */
export const roleMappings = awsMap(z.string().min(1).max(128), roleMapping, maxRoleMappings);
