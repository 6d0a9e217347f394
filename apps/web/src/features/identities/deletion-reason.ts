import { protectedTag } from '@lifeguard/shared/pool/protection';
import { isProtected } from '@lifeguard/shared/pool/protection';
import { useReadOnlyReason } from '#api/connection.tsx';
import { usePool } from '#pool/use-pool.ts';

/** Why identities of this pool can't be deleted here now; undefined where they can. */
export function useDeletionReason(): string | undefined {
  const { data: pool } = usePool();
  const readOnlyReason = useReadOnlyReason();
  if (pool !== undefined && isProtected(pool.document)) {
    return `The pool is protected by its tag ${protectedTag}. Remove the protection on the Tags tab first.`;
  }
  return readOnlyReason;
}
