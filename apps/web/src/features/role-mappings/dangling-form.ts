import type { PoolChanges } from '@lifeguard/shared/identity-pool';
import type { PoolDocument } from '@lifeguard/shared/identity-pool-document';
import { danglingMappings } from '@lifeguard/shared/provider-keys';
import { z } from 'zod';

export const danglingValues = z.object({ isRemoving: z.boolean() });

/** All mappings but those without a provider. */
export function danglingChangesOf(document: PoolDocument, { isRemoving }: z.infer<typeof danglingValues>): PoolChanges {
  if (!isRemoving) return {};
  const dangling = danglingMappings(document);
  return {
    RoleMappings: Object.fromEntries(Object.entries(document.RoleMappings).filter(([key]) => !dangling.includes(key))),
  };
}
