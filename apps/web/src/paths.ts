/** Every URL of the console. The router uses the same functions with `:name` in place of a value. */
export const paths = {
  home: () => '/',
  connection: (connectionId: string) => `/connections/${segment(connectionId)}`,
  pools: (connectionId: string) => `${paths.connection(connectionId)}/pools`,
  poolCreate: (connectionId: string) => `${paths.pools(connectionId)}/new`,
  pool: (connectionId: string, poolId: string) => `${paths.pools(connectionId)}/${segment(poolId)}`,
  poolProperties: (connectionId: string, poolId: string) => `${paths.pool(connectionId, poolId)}/properties`,
  poolProviders: (connectionId: string, poolId: string) => `${paths.pool(connectionId, poolId)}/providers`,
  poolProviderAdd: (connectionId: string, poolId: string) => `${paths.poolProviders(connectionId, poolId)}/new`,
  /** `provider` is the provider's key: see `providerKey`. */
  poolProvider: (connectionId: string, poolId: string, provider: string) =>
    `${paths.poolProviders(connectionId, poolId)}/edit/${segment(provider)}`,
  poolRoles: (connectionId: string, poolId: string) => `${paths.pool(connectionId, poolId)}/roles`,
  poolRoleMappings: (connectionId: string, poolId: string) => `${paths.pool(connectionId, poolId)}/role-mappings`,
  /** `mapping` is the key in RoleMappings. */
  poolRoleMapping: (connectionId: string, poolId: string, mapping: string) =>
    `${paths.poolRoleMappings(connectionId, poolId)}/${segment(mapping)}`,
  poolAttributes: (connectionId: string, poolId: string) => `${paths.pool(connectionId, poolId)}/attributes`,
  poolTags: (connectionId: string, poolId: string) => `${paths.pool(connectionId, poolId)}/tags`,
  poolIdentities: (connectionId: string, poolId: string) => `${paths.pool(connectionId, poolId)}/identities`,
  identityPage: (connectionId: string, poolId: string, identityId: string) =>
    `${paths.poolIdentities(connectionId, poolId)}/${segment(identityId)}`,
  /** Below the identities; "developer" is not the id of one. */
  poolDeveloperIdentities: (connectionId: string, poolId: string) =>
    `${paths.poolIdentities(connectionId, poolId)}/developer`,
  /** With `identityId` the check begins with this identity. */
  poolAccessCheck: (connectionId: string, poolId: string, about: { identityId?: string } = {}) => {
    const path = `${paths.pool(connectionId, poolId)}/access-check`;
    return about.identityId === undefined
      ? path
      : `${path}?${new URLSearchParams({ [identityParam]: about.identityId }).toString()}`;
  },
  poolCleanUp: (connectionId: string, poolId: string) => `${paths.poolIdentities(connectionId, poolId)}/clean-up`,
  jobs: (connectionId: string) => `${paths.connection(connectionId)}/jobs`,
  job: (connectionId: string, jobId: string) => `${paths.jobs(connectionId)}/${segment(jobId)}`,
  /** Where one lands when a pool was created but its roles were not set. */
  poolUnfinished: (connectionId: string, poolId: string) => `${paths.pool(connectionId, poolId)}/unfinished`,
  identity: (connectionId: string, poolId: string, identityId: string) =>
    `${paths.poolIdentities(connectionId, poolId)}?${new URLSearchParams({ [identityParam]: identityId }).toString()}`,
} as const;

/** The search parameter that names the identity shown in the split panel. */
export const identityParam = 'identity';

/**
 * The path as `paths` writes it, so that the two can be compared: an address that was passed on may have its colons
 * encoded, or a slash at its end. One that is no valid encoding is left as it is.
 */
export function canonicalPath(pathname: string): string {
  try {
    const path = pathname
      .split('/')
      .map((part) => segment(decodeURIComponent(part)))
      .join('/');
    return path.replace(/(?<=[^/])\/+$/, '');
  } catch {
    return pathname;
  }
}

/** Percent-encoded, but for the colon: every pool id has one, it is legal in a path, and ids should stay readable. */
function segment(value: string): string {
  return encodeURIComponent(value).replaceAll('%3A', ':');
}
