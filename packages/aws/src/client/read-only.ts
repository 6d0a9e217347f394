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
  'GetCallerIdentity',
]);

/** @throws ProblemError read_only for everything that is not known to be a read */
export function refuseWrite(operation: string, label: string): void {
  if (reads.has(operation)) return;
  throw new ProblemError(
    'read_only',
    `The connection "${label}" is read-only, so nothing was sent to AWS and nothing was changed. ` +
      'Turn on editing for this connection first.',
  );
}
