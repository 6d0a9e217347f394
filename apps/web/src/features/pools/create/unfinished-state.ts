import { problem } from '@lifeguard/shared/api/problem';
import { newRoles } from '@lifeguard/shared/aws/new-role';
import { principalTagMaps } from '@lifeguard/shared/aws/principal-tags';
import { roleMappings, roles } from '@lifeguard/shared/aws/role-mapping';
import type { CreatePoolInput } from '@lifeguard/shared/pool/changes';
import type { LaterSettings } from '@lifeguard/shared/pool/plan';
import { z } from 'zod';

/** Kept in the history entry, so that the page still knows after a reload what remains to be done. */
export const unfinishedState = z.object({
  saved: z.literal(true),
  problem,
  /** What was to be set after CreateIdentityPool. None of it is secret. */
  later: z.object({
    Roles: roles,
    RoleMappings: roleMappings.optional(),
    PrincipalTagAttributeMaps: principalTagMaps.optional(),
    NewRoles: newRoles.optional(),
  }) satisfies z.ZodType<LaterSettings>,
});
export type UnfinishedState = z.infer<typeof unfinishedState>;

export function laterSettings(input: CreatePoolInput): UnfinishedState['later'] {
  const { Roles, RoleMappings, PrincipalTagAttributeMaps, NewRoles } = input;
  return { Roles, RoleMappings, PrincipalTagAttributeMaps, NewRoles };
}
