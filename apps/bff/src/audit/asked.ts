import { hash } from 'node:crypto';

import type { accessCheckEndpoints } from '@lifeguard/shared/api/access-check';
import type { AuditEvent } from '@lifeguard/shared/api/audit';
import type { AuditOperation } from '@lifeguard/shared/api/audit-operation';
import type { connectionEndpoints } from '@lifeguard/shared/api/connections';
import type { developerIdentityEndpoints } from '@lifeguard/shared/api/developer-identities';
import type { developerTokenEndpoints } from '@lifeguard/shared/api/developer-tokens';
import type { Endpoint } from '@lifeguard/shared/api/endpoint';
import type { iamRoleEndpoints } from '@lifeguard/shared/api/iam-roles';
import type { identityEndpoints } from '@lifeguard/shared/api/identities';
import type { identityIndexEndpoints } from '@lifeguard/shared/api/identity-index';
import type { jobEndpoints } from '@lifeguard/shared/api/jobs';
import type { poolEndpoints } from '@lifeguard/shared/api/pools';
import { formatIdentityFilter, type IdentityFilter } from '@lifeguard/shared/identities/filter';
import type { z } from 'zod';

/** What stands for the identifier of a user. */
export type Pseudonym = (text: string) => string;

type Params = NonNullable<AuditEvent['params']>;
type Target = NonNullable<AuditEvent['target']>;
export interface Asked {
  readonly params?: Params;
  readonly target?: Target;
}

type Body<E extends Endpoint> = z.output<E['body']>;

/**
 * What of a request's body stands in the log: by an allow-list, as bodies carry tokens, secrets of providers and
 * identifiers of users. What is not named here does not.
 */
const table = {
  'connection.editing': ({ readOnly }: Body<typeof connectionEndpoints.setReadOnly>) => ({ params: { readOnly } }),
  'pool.create': ({ IdentityPoolName, NewRoles, ...rest }: Body<typeof poolEndpoints.create>) => ({
    target: { poolName: IdentityPoolName },
    params: {
      settings: namesOf(rest),
      newRoles: Object.values(NewRoles ?? {}).flatMap((role) => (role === undefined ? [] : [role.RoleName])),
    },
  }),
  'pool.update': ({ base, changes, mergeDisjoint }: Body<typeof poolEndpoints.update>) => ({
    target: { poolName: base.IdentityPoolName },
    params: { settings: namesOf(changes), mergeDisjoint },
  }),
  'identities.delete': ({ IdentityIds }: Body<typeof identityEndpoints.remove>) => ({
    params: idsOf(IdentityIds),
    ...(IdentityIds.length === 1 ? { target: { identityId: IdentityIds[0] } } : {}),
  }),
  'developer-user.merge': (
    { SourceUserIdentifier, DestinationUserIdentifier }: Body<typeof developerIdentityEndpoints.merge>,
    pseudonym: Pseudonym,
  ) => ({
    params: { sourceUser: pseudonym(SourceUserIdentifier), destinationUser: pseudonym(DestinationUserIdentifier) },
  }),
  'developer-user.unlink': (
    { IdentityId, DeveloperUserIdentifier }: Body<typeof developerIdentityEndpoints.unlink>,
    pseudonym: Pseudonym,
  ) => ({ target: { identityId: IdentityId }, params: { user: pseudonym(DeveloperUserIdentifier) } }),
  'developer-token.issue': (
    { DeveloperUserIdentifier, IdentityId, TokenDuration, effect }: Body<typeof developerTokenEndpoints.issue>,
    pseudonym: Pseudonym,
  ) => ({
    ...(IdentityId === undefined ? {} : { target: { identityId: IdentityId } }),
    params: { user: pseudonym(DeveloperUserIdentifier), TokenDuration, effect },
  }),
  'role.create': ({ RoleName }: Body<typeof iamRoleEndpoints.create>) => ({ target: { roleName: RoleName } }),
  'role.trust': ({ Arn }: Body<typeof iamRoleEndpoints.updateTrust>) => ({ params: { Arn } }),
  'access.check': ({ user, flow, IdentityId, roleArn }: Body<typeof accessCheckEndpoints.check>) => ({
    ...(IdentityId === undefined ? {} : { target: { identityId: IdentityId } }),
    params: {
      kind: user.kind,
      flow,
      ...(user.kind === 'guest' ? {} : { login: user.login }),
      ...(roleArn === undefined ? {} : { roleArn }),
    },
  }),
  'job.export': ({ filter, format }: Body<typeof identityIndexEndpoints.export>) => ({
    params: { filter: textsOf(filter), format },
  }),
  'job.delete': ({ filter, isDryRun, confirmCount }: Body<typeof identityIndexEndpoints.remove>) => ({
    params: { filter: textsOf(filter), isDryRun, confirmCount },
  }),
  'job.download': textsIn,
  'audit.read': textsIn,
  'audit.export': textsIn,
  'job.delete-found': ({ confirmCount }: Body<typeof jobEndpoints.deleteFound>) => ({ params: { confirmCount } }),
} satisfies Partial<Record<AuditOperation, (body: never, pseudonym: Pseudonym) => Asked>>;

/** `body` is that of an endpoint with this operation; of one that only reads, its query. */
export function askedOf(operation: AuditOperation, body: unknown, pseudonym: Pseudonym): Asked {
  const asked: Partial<Record<AuditOperation, (body: never, pseudonym: Pseudonym) => Asked>> = table;
  return asked[operation]?.(body as never, pseudonym) ?? {};
}

/** How many identities, and the SHA-256 of their ids: sorted, one a line. Who has the list can tell that it is the one. */
export function idsOf(ids: readonly string[]): Params {
  return { count: ids.length, idsSha256: hash('sha256', ids.toSorted().join('\n'), 'hex') };
}

function textsOf(filter: IdentityFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(formatIdentityFilter(filter)));
}

/** The queries of what only reads have enumerations, ids and times. */
function textsIn(query: Readonly<Record<string, unknown>>): Asked {
  return { params: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])) };
}

function namesOf(members: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}
