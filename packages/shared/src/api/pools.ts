import { z } from 'zod';

import { identityPoolId } from '../aws/ids.ts';
import { poolDocument } from '../aws/pool-document.ts';
import { createPoolInput, poolChanges } from '../pool/changes.ts';
import { endpoint } from './endpoint.ts';
import { awsCallResult, staleVersion } from './problem.ts';

/** Members of a pool that calls of their own read: without them the rest of the pool is still good. */
const unreadableMember = z.enum(['Roles', 'RoleMappings', 'PrincipalTagAttributeMaps']);
export type UnreadableMember = z.infer<typeof unreadableMember>;

/** A pool with its version. */
export const pool = z.object({
  document: poolDocument,
  /** Version of the document, as in the ETag header; send it back as If-Match. */
  etag: z.string(),
  arn: z.string(),
  /** Members of AWS's answer that this version of the console does not know. Not empty: the pool is read-only here. */
  unknownMembers: z.array(z.string()),
  /** Members that AWS does not let these credentials read, or does not know: shown as empty, and not to be changed here. */
  unreadableMembers: z.array(unreadableMember),
});
export type Pool = z.infer<typeof pool>;

export const savedPool = pool.extend({
  /**
   * `applied_then_changed`: written, but what was read back has neither the old nor the intended settings: somebody else wrote at that moment.
   * `applied_not_shown`: AWS has confirmed it and still shows the old settings.
   */
  outcome: z.enum(['applied', 'applied_then_changed', 'applied_not_shown', 'unchanged']),
  /** With `applied_then_changed`, where something of the edit is not there any more. */
  stale: staleVersion.optional(),
  /** Somebody else's unrelated edit was kept beside this one. */
  merged: z.boolean(),
  calls: z.array(awsCallResult),
});
export type SavedPool = z.infer<typeof savedPool>;

export const poolName = z.object({ IdentityPoolId: identityPoolId, IdentityPoolName: z.string() });
export type PoolName = z.infer<typeof poolName>;

/** A row of the pool list. `error` is set where this one pool could not be read. */
export const poolSummary = z.object({
  IdentityPoolId: identityPoolId,
  document: poolDocument.omit({ Roles: true, RoleMappings: true, PrincipalTagAttributeMaps: true }).optional(),
  error: z.string().optional(),
});
export type PoolSummary = z.infer<typeof poolSummary>;

/** The roles that a pool names, by default or in rules. `error` is set where this one pool could not be read. */
export const poolUsedRoles = z.object({
  IdentityPoolId: identityPoolId,
  roles: z.array(z.string()).optional(),
  error: z.string().optional(),
});
export type PoolUsedRoles = z.infer<typeof poolUsedRoles>;

/** How many pools one request for summaries or used roles may name. */
export const maxSummaryIds = 20;

const summaryIds = z.strictObject({
  ids: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(identityPoolId).min(1).max(maxSummaryIds)),
});

/** What goes with a pool when it is deleted. */
export const deleteImpact = z.object({
  identities: z.object({ counted: z.number().int(), more: z.boolean() }),
  /** Absent where they could not be read. */
  roles: z.array(z.string()).optional(),
  protected: z.boolean(),
});
export type DeleteImpact = z.infer<typeof deleteImpact>;

const pools = '/api/connections/:connectionId/pools';

export const poolEndpoints = {
  list: endpoint('GET', pools, {
    summary: 'All identity pools of the connection, by id and name',
    permission: 'pools:read',
    response: z.object({ IdentityPools: z.array(poolName) }),
  }),
  summaries: endpoint('GET', `${pools}/summaries`, {
    summary: 'Settings of up to 20 pools, for the pool list',
    permission: 'pools:read',
    query: summaryIds,
    response: z.object({ summaries: z.array(poolSummary) }),
  }),
  usedRoles: endpoint('GET', `${pools}/used-roles`, {
    summary: 'ARNs of the roles that up to 20 pools name, for the search of the pool list',
    permission: 'pools:read',
    query: summaryIds,
    response: z.object({ pools: z.array(poolUsedRoles) }),
  }),
  get: endpoint('GET', `${pools}/:poolId`, {
    summary: 'One pool with its roles and version',
    permission: 'pools:read',
    response: pool,
  }),
  create: endpoint('POST', pools, {
    summary: 'Create a pool, make new roles for it, and set its roles, role mappings and attribute maps',
    permission: 'pools:write',
    audit: 'pool.create',
    body: createPoolInput,
    response: savedPool,
    maxBodyBytes: 256 * 1024,
  }),
  update: endpoint('PATCH', `${pools}/:poolId`, {
    summary: 'Change settings of a pool; what the request does not name stays as it is',
    permission: 'pools:write',
    audit: 'pool.update',
    body: z.strictObject({
      base: poolDocument,
      changes: poolChanges,
      /** Keep somebody else's unrelated edit beside this one instead of refusing. */
      mergeDisjoint: z.boolean().default(false),
    }),
    form: 'changes',
    // AWS allows any tag key.
    rawKeys: ['base'],
    response: savedPool,
    ifMatch: true,
    maxBodyBytes: 512 * 1024,
  }),
  deleteImpact: endpoint('GET', `${pools}/:poolId/delete-impact`, {
    summary: 'What goes with the pool when it is deleted',
    permission: 'pools:read',
    response: deleteImpact,
  }),
  remove: endpoint('DELETE', `${pools}/:poolId`, {
    summary: 'Delete a pool with all its identities',
    permission: 'pools:write',
    audit: 'pool.delete',
    body: z.strictObject({ confirm: z.string().max(200) }),
    response: z.object({ IdentityPoolId: identityPoolId }),
  }),
};
