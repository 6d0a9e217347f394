import type { ConnectionDefinition } from './connections.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';

/** The only operations that leave a read-only connection. What is not named here is a write. */
export const reads: ReadonlySet<string> = new Set([
  'DescribeIdentity',
  'DescribeIdentityPool',
  'GetIdentityPoolRoles',
  'GetPrincipalTagAttributeMap',
  'ListIdentities',
  'ListIdentityPools',
  'ListTagsForResource',
  'LookupDeveloperIdentity',
  'GetOpenIDConnectProvider',
  'GetRole',
  'ListOpenIDConnectProviders',
  'ListRoles',
  'ListSAMLProviders',
  'ListUserPoolClients',
  'ListUserPools',
  'LookupEvents',
  'GetCallerIdentity',
]);

/** @throws ProblemError read_only for everything that is not known to be a read */
export function refuseWrite(operation: string, connection: ReadOnlyConnection): void {
  if (reads.has(operation)) return;
  throw new ProblemError(
    'read_only',
    `The connection "${connection.label}" is read-only, so nothing was sent to AWS and nothing was changed. ${wayOut(connection)}`,
  );
}

export type ReadOnlyConnection = Pick<ConnectionDefinition, 'label' | 'readOnlyPinned'>;

/** What has to be done before something can be changed there. */
export function wayOut({ readOnlyPinned }: ReadOnlyConnection): string {
  return readOnlyPinned
    ? 'The configuration file keeps it so, and only there it can be changed.'
    : 'Turn on editing for this connection first.';
}
