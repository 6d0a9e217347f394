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
  const { data } = useQuery({ ...accountQueries.userPools(id), enabled });
  return data === undefined ? none : new Map(data.UserPools.map(({ ProviderName, Name }) => [ProviderName, Name]));
}
