import { roleArn } from '@lifeguard/shared/aws/arn';
import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { sameValue } from '@lifeguard/shared/pool/canonical';
import { z } from 'zod';
import { optionalText } from '#ui/form/optional-text.ts';

/** Empty: no role. */
export const defaultRoles = z.object({ authenticated: optionalText(roleArn), unauthenticated: optionalText(roleArn) });
export type DefaultRoles = z.infer<typeof defaultRoles>;

/** The same while somebody types. */
export const defaultRolesDraft = z.object({ authenticated: z.string(), unauthenticated: z.string() });

export function defaultRolesOf({ Roles: { authenticated = '', unauthenticated = '' } }: PoolDocument): DefaultRoles {
  return { authenticated, unauthenticated };
}

/** Both roles go together: the change carries the one that stays too. */
export function changesOf(document: PoolDocument, { authenticated, unauthenticated }: DefaultRoles): PoolChanges {
  const Roles = {
    ...(authenticated === '' ? {} : { authenticated }),
    ...(unauthenticated === '' ? {} : { unauthenticated }),
  };
  return sameValue(Roles, document.Roles) ? {} : { Roles };
}
