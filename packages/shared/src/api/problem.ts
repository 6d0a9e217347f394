import { z } from 'zod';

import { awsMap } from '../aws/map.ts';
import { poolDocument } from '../aws/pool-document.ts';

/** The closed set of reasons why a request was not done. The browser decides by these, never by text. */
export const problemCode = z.enum([
  'invalid_input',
  'unauthenticated',
  'session_ended',
  'forbidden',
  'read_only',
  'not_found',
  'method_not_allowed',
  'conflict',
  'stale_version',
  'precondition_required',
  'confirmation_mismatch',
  'unknown_members',
  'limit_exceeded',
  'payload_too_large',
  'unsupported_media_type',
  'locked',
  'rate_limited',
  'throttled',
  'aws_denied',
  'aws_refused',
  'credentials_missing',
  'credentials_expired',
  'wrong_account',
  'upstream_unavailable',
  'upstream_bad_response',
  'upstream_timeout',
  'outcome_unknown',
  'applied_in_part',
  'storage_full',
  'storage_damaged',
  'storage_locked',
  'storage_unusable',
  'audit_unavailable',
  'unavailable',
  'internal',
]);
export type ProblemCode = z.infer<typeof problemCode>;

/** One AWS call of a save, and what became of it. */
export const awsCallResult = z.object({
  service: z.enum(['cognito-identity', 'cognito-idp', 'iam']),
  operation: z.string(),
  /** What it was about where one save makes several calls of an operation: the provider of an attribute map. */
  about: z.string().optional(),
  outcome: z.enum(['applied', 'failed', 'unknown', 'not_sent']),
  message: z.string().optional(),
  awsRequestId: z.string().optional(),
});
export type AwsCallResult = z.infer<typeof awsCallResult>;

/** Somebody saved in between: the three versions, and where they differ. */
export const staleVersion = z.object({
  base: poolDocument,
  current: poolDocument,
  yours: poolDocument,
  currentETag: z.string(),
  /** Paths such as `IdentityPoolName` or `IdentityPoolTags.team` that both sides changed differently. */
  conflicts: z.array(z.string()),
  /** Both sides changed different settings of the same group, for example guest access and its role. */
  coupled: z.array(z.string()),
  /** True when the two edits touch unrelated settings, so that both can be kept. */
  mergeable: z.boolean(),
  /** Yours was saved, and is not (wholly) there any more: somebody else saved right after it. */
  wasSaved: z.literal(true).optional(),
});
export type StaleVersion = z.infer<typeof staleVersion>;

/** RFC 9457 problem details, with the members that this console adds. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: problemCode,
  /** What happened, what was and was not changed, and what to do: sentences for people. */
  detail: z.string().optional(),
  correlationId: z.string(),
  awsRequestId: z.string().optional(),
  /** AWS's own error name, for example `NotAuthorizedException`. */
  awsError: z.string().optional(),
  retryAfterMs: z.number().int().nonnegative().optional(),
  /** A command that mends it, to copy: for example `aws sso login --profile x`. */
  command: z.string().optional(),
  /** Field path (`IdentityPoolName`, `CognitoIdentityProviders.0.ClientId`) to what is wrong with it. */
  fields: awsMap(z.string(), z.array(z.string()), 1000).optional(),
  stale: staleVersion.optional(),
  calls: z.array(awsCallResult).optional(),
  /** The pool that exists although the request as a whole failed. */
  IdentityPoolId: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;
