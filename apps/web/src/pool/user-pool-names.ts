import type { UserPool } from '@lifeguard/shared/aws/account-providers';
import { useQuery } from '@tanstack/react-query';
import { useConnection } from '#api/connection.tsx';
import { accountQueries } from './account-queries.ts';

const none: ReadonlyMap<string, string> = new Map();

/**
 * What the account calls its user pools, by provider name. Empty until it is known, and where the credentials may not list
 * them: the id of a user pool always stands beside its name, so nothing else is missing then.
 */
export function useUserPoolNames({ enabled = true } = {}): ReadonlyMap<string, string> {
  const { id } = useConnection();
  const { data = none } = useQuery({
    ...accountQueries.userPools(id),
    enabled,
    select: namesOf,
    // Names hardly change, and whoever may not read them should not be asked again on each page.
    staleTime: 5 * 60_000,
    retryOnMount: false,
  });
  return data;
}

function namesOf({ UserPools }: { readonly UserPools: readonly UserPool[] }): ReadonlyMap<string, string> {
  return new Map(UserPools.map(({ ProviderName, Name }) => [ProviderName, Name]));
}
