/** Begins the key of every query about the identities of a pool. */
export const identityKey = (connectionId: string, poolId: string) => ['identities', connectionId, poolId] as const;
