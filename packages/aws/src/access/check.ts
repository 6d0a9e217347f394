import type { AccessCheckResult, accessCheckEndpoints, ExplanationInput } from '@lifeguard/shared/api/access-check';
import { type AccessAttempt, type AccessFacts, documentOf } from '@lifeguard/shared/explain/facts';
import { explainError } from '@lifeguard/shared/explain/error';
import { predictedAccess } from '@lifeguard/shared/explain/prediction';
import type { Explanation } from '@lifeguard/shared/explain/explanation';
import { isIdentityHost } from '@lifeguard/shared/aws/regions';
import { readToken, tokenForm } from '@lifeguard/shared/roles/login-token';
import type { z } from 'zod';

import type { Clock } from '../client/clock.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { wayOut } from '../client/read-only.ts';
import { redact } from '../client/redact.ts';
import { createAccessFlow } from './flow.ts';
import type { FactsReader } from './facts-reader.ts';
import { AccessSteps } from './steps.ts';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import type { createIdentities } from '../identities/identities.ts';
import { makeLocalToken } from './local-login-tokens.ts';

type Input = z.output<typeof accessCheckEndpoints.check.body>;

interface Gateways {
  readonly clients: AwsClients;
  readonly facts: FactsReader;
  readonly identities: ReturnType<typeof createIdentities>;
  readonly clock: Clock;
}

/** Finds out why a user can't get in: by going the user's way, or by looking into an error message. */
export function createAccessCheck({ clients, facts, identities, clock }: Gateways) {
  const flow = createAccessFlow({ clients, identities, clock });

  return {
    /**
     * Goes the way of a user with real calls, as an app would send them. It can make an identity and link logins, so a
     * read-only connection refuses. Neither the token nor the temporary keys are in the answer.
     * @throws ProblemError read_only, not_found for a pool that does not exist, invalid_input for claims that can't be made into a token
     */
    async check(call: AwsCall, poolId: string, input: Input): Promise<AccessCheckResult> {
      refuseReadOnly(call);
      const token = await tokenOf(call, input.user);
      const attempt = attemptOf(input, token);
      const before = await facts.read(call, poolId, attempt);
      const document = documentIn(before);
      const steps = new AccessSteps(token === undefined ? [] : [token]);
      const login = input.user.kind === 'guest' ? undefined : input.user.login;
      const result = await flow.run(call, steps, {
        poolId,
        flow: input.flow,
        logins: login === undefined || token === undefined ? {} : { [login]: token },
        identityId: input.IdentityId,
        roleArn: input.roleArn ?? (input.flow === 'classic' ? document.Roles[roleKind(attempt)] : undefined),
      });
      const identityId = result.identity?.IdentityId ?? attempt.identityId;
      const error = steps.failed?.error;
      const explanation =
        error === undefined
          ? undefined
          : explainError(await facts.read(call, poolId, { ...attempt, identityId }), {
              ...error,
              operation: steps.failed?.operation,
            });
      const roleArn = result.sessionArn === undefined ? undefined : roleOfSession(result.sessionArn, before);
      return {
        steps: steps.list,
        ...(roleArn === undefined ? {} : { roleArn }),
        ...(result.identity === undefined ? {} : { identity: result.identity }),
        ...(explanation === undefined ? {} : { explanation }),
        ...comparison({ ...before, attempt: { ...attempt, identityId } }, roleArn, explanation),
      };
    },

    /** What an error means for this pool. Reads only; what the credentials may not read is left open. */
    async explain(call: AwsCall, poolId: string, input: ExplanationInput): Promise<Explanation> {
      const { message, code, operation, kind, IdentityId, login, claims, roleArn } = input;
      const attempt: AccessAttempt = {
        kind: kind ?? (login === undefined ? undefined : kindOf(login)),
        identityId: IdentityId ?? /Identity '([^']+)'/.exec(message)?.[1],
        login,
        claims,
        roleArn: roleArn,
      };
      return explainError(await facts.read(call, poolId, attempt), { message: redact(message), code, operation });
    },
  };
}

function refuseReadOnly({ isReadOnly, connection }: AwsCall): void {
  if (!isReadOnly) return;
  throw new ProblemError(
    'read_only',
    `The connection "${connection.label}" is read-only. A check is a real sign-in: it can make an identity and link a login to it. So nothing was sent to AWS. ` +
      `${wayOut(connection)} The page can predict the answer, or explain an error message: both only read.`,
  );
}

async function tokenOf(call: AwsCall, user: Input['user']): Promise<string | undefined> {
  switch (user.kind) {
    case 'guest':
      return undefined;
    case 'token':
      return user.token;
    case 'claims':
      return makeLocalToken(call, { provider: user.login, claims: user.claims, expiresIn: user.expiresIn });
  }
}

function attemptOf({ user, flow, IdentityId, roleArn }: Input, token: string | undefined): AccessAttempt {
  const shared = { flow, identityId: IdentityId, roleArn };
  if (user.kind === 'guest' || token === undefined) return { ...shared, kind: 'guest' };
  const reading = readToken(token);
  const given = user.kind === 'claims' ? user.claims : undefined;
  return {
    ...shared,
    kind: kindOf(user.login),
    login: user.login,
    claims: reading.isReadable ? reading.claims : given,
    tokenForm: tokenForm(token),
  };
}

/** Under the name of identity pools GetCredentialsForIdentity takes a developer's token. */
function kindOf(login: string): 'developer' | 'federated' {
  return isIdentityHost(login) ? 'developer' : 'federated';
}

function roleKind({ kind }: AccessAttempt): 'authenticated' | 'unauthenticated' {
  return kind === 'guest' ? 'unauthenticated' : 'authenticated';
}

function documentIn(facts: AccessFacts) {
  const document = documentOf(facts);
  if (document !== undefined) return document;
  throw facts.pool.isKnown
    ? new ProblemError('not_found', `There is no pool ${facts.poolId} (any more), so nothing was tried.`)
    : new ProblemError('upstream_unavailable', `Nothing was tried. ${facts.pool.reason}`);
}

/** The role of `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION`, which leaves out the role's path. */
function roleOfSession(sessionArn: string, { trustPolicies }: AccessFacts): string {
  const [, partition = '', account = '', name = ''] =
    /^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(sessionArn) ?? [];
  const start = `arn:${partition}:iam::${account}:role/`;
  const roles = trustPolicies.isKnown ? [...trustPolicies.value.keys()] : [];
  const found = roles.find((arn) => arn.startsWith(start) && arn.slice(arn.lastIndexOf('/') + 1) === name);
  return found ?? `${start}${name}`;
}

/** Families of messages that are about what the simulator predicts: roles, and whether guests are let in. */
const comparable: ReadonlySet<string | undefined> = new Set([
  'bad-configuration',
  'sts-not-authorized',
  'tags-too-large',
  'ambiguous-roles',
  'role-not-choosable',
  'guests-refused',
]);

function comparison(
  facts: AccessFacts,
  roleArn: string | undefined,
  explanation: Explanation | undefined,
): Pick<AccessCheckResult, 'prediction' | 'doesPredictionHold'> {
  const document = documentOf(facts);
  const prediction = document === undefined ? undefined : predictedAccess(facts, document);
  if (prediction === undefined) return {};
  const { obstacle, isTrustKnown } = prediction;
  if (roleArn !== undefined) {
    return { prediction, doesPredictionHold: obstacle === undefined && prediction.roleArn === roleArn };
  }
  const isOpen = obstacle === undefined && !isTrustKnown;
  if (isOpen || !comparable.has(explanation?.messageId)) return { prediction };
  return { prediction, doesPredictionHold: obstacle !== undefined };
}
