/** Prefix of the key of every query about the identities of a pool; a deletion, a merge or a job invalidates them. */
export function identitiesKey(connectionId: string, poolId: string) {
  return ['identities', connectionId, poolId] as const;
}
