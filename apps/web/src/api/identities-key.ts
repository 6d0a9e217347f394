/** Begins the key of every query about the identities of a pool: what a deletion, a merge or a job may have changed. */
export function identitiesKey(connectionId: string, poolId: string) {
  return ['identities', connectionId, poolId] as const;
}
