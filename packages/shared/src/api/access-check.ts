import { z } from 'zod';

import { arnString } from '../aws/arn.ts';
import { endpoint } from './endpoint.ts';
import { explanation } from '../explain/explanation.ts';
import { identityId } from '../aws/ids.ts';

/** The key in `Logins`: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html */
const loginKey = z.string().min(1, 'Choose or enter the provider.').max(2048, 'At most 2,048 characters.');

/** What AWS takes as the value of a login. */
export const maxTokenLength = 50_000;

const claims = z.record(z.string().max(2048), z.unknown());

/** Who is tried. `claims`: of a token that the local AWS makes; nothing else can. `expiresIn` is in seconds. */
export const checkedUser = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('guest') }),
  z.strictObject({
    kind: z.literal('token'),
    login: loginKey,
    token: z
      .string()
      .min(1, 'Paste a token.')
      .max(maxTokenLength, `AWS takes tokens of at most ${maxTokenLength.toLocaleString('en-US')} characters.`),
  }),
  z.strictObject({
    kind: z.literal('claims'),
    login: loginKey,
    claims,
    expiresIn: z.number().int().min(-86_400).max(86_400).default(3600),
  }),
]);
export type CheckedUser = z.infer<typeof checkedUser>;

export const accessFlow = z.enum(['enhanced', 'classic']);
export type AccessFlow = z.infer<typeof accessFlow>;

export const accessCheckInput = z.strictObject({
  user: checkedUser,
  flow: accessFlow,
  /** Left out: GetId is called, which can make an identity. */
  IdentityId: identityId.optional(),
  /** CustomRoleArn of the enhanced flow, the role of the classic flow. */
  roleArn: arnString.optional(),
});
export type AccessCheckInput = z.input<typeof accessCheckInput>;

/** A member of a request or an answer as it may be shown: of tokens and keys there is the length at most. */
const shownMember = z.object({ name: z.string(), value: z.string() });

/** One call of the flow. */
export const accessStep = z.object({
  service: z.enum(['cognito-identity', 'sts']),
  operation: z.string(),
  request: z.array(shownMember),
  outcome: z.enum(['ok', 'failed', 'not_run']),
  /** Of a step that went well. */
  answer: z.array(shownMember),
  error: z.object({ code: z.string(), message: z.string(), awsRequestId: z.string().optional() }).optional(),
  /** Why it was not run: a sentence. */
  reason: z.string().optional(),
  ms: z.number().int().nonnegative(),
});
export type AccessStep = z.infer<typeof accessStep>;

/** Why the settings let nobody in: `RoleRefusal` or `Obstacle` of the simulator. */
export const predictedObstacle = z.enum([
  'no-role',
  'ambiguous',
  'custom-role-not-allowed',
  'guests-refused',
  'no-developer-provider',
  'no-such-role',
  'not-trusted',
  'tags-too-large',
]);

/** What the simulator says from the settings. It takes every token for a good one. */
export const accessPrediction = z.object({
  roleArn: z.string().optional(),
  /** Why this role and no other: the end of a sentence. */
  because: z.string().optional(),
  obstacle: predictedObstacle.optional(),
  /** Whether the trust policy of the role could be read. */
  isTrustKnown: z.boolean(),
});
export type AccessPrediction = z.infer<typeof accessPrediction>;

export const accessCheckResult = z.object({
  steps: z.array(accessStep),
  /** The role of the credentials, as STS says. */
  roleArn: z.string().optional(),
  identity: z
    .object({
      IdentityId: identityId,
      /** Made by this check: it can be removed again without harm. */
      isNew: z.boolean(),
    })
    .optional(),
  /** Absent where the claims of the user are not known. */
  prediction: accessPrediction.optional(),
  /** Absent where the flow ended before there was a role to compare. */
  doesPredictionHold: z.boolean().optional(),
  /** Of the step that failed. */
  explanation: explanation.optional(),
});
export type AccessCheckResult = z.infer<typeof accessCheckResult>;

/** An error that somebody met, and what is known of how. */
export const explanationInput = z.strictObject({
  message: z.string().min(1, 'Paste the message.').max(20_000, 'At most 20,000 characters.'),
  code: z.string().max(200).optional(),
  operation: z.string().max(200).optional(),
  kind: z.enum(['guest', 'federated', 'developer']).optional(),
  IdentityId: identityId.optional(),
  login: loginKey.optional(),
  claims: claims.optional(),
  roleArn: arnString.optional(),
});
export type ExplanationInput = z.infer<typeof explanationInput>;

const pool = '/api/connections/:connectionId/pools/:poolId';

export const accessCheckEndpoints = {
  check: endpoint('POST', `${pool}/access-checks`, {
    summary: 'Go the way of a user through the pool, call by call',
    permission: 'access:check',
    audit: 'access.check',
    body: accessCheckInput,
    response: accessCheckResult,
    maxBodyBytes: 256 * 1024,
  }),
  explain: endpoint('POST', `${pool}/explanations`, {
    summary: 'What an error message means for this pool',
    permission: 'pools:read',
    audit: 'not-recorded',
    body: explanationInput,
    response: explanation,
    maxBodyBytes: 256 * 1024,
  }),
};
