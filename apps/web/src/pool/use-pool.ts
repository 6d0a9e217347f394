import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useConnection, useReadOnlyReason } from '#api/connection.tsx';
import type { Pool } from '@lifeguard/shared/api/pools';
import { poolQueries } from './queries.ts';

/** The pool that the URL names. */
export function usePool() {
  const connection = useConnection();
  const { poolId = '' } = useParams();
  return useQuery(poolQueries.detail(connection.id, poolId));
}

/** Why this pool can't be changed here; undefined where it can. */
export function useEditReason(pool: Pool | undefined): string | undefined {
  const readOnlyReason = useReadOnlyReason();
  if (pool !== undefined && pool.unknownMembers.length > 0) return unknownMembersReason(pool);
  return readOnlyReason;
}

export function unknownMembersReason({ unknownMembers }: Pool): string {
  return `AWS sent ${unknownMembers.join(', ')}, which this version of Lifeguard does not know and does not show. Saving would lose it, so the pool is read-only here. Update Lifeguard.`;
}
