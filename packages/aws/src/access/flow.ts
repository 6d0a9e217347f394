import {
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  GetOpenIdTokenCommand,
} from '@aws-sdk/client-cognito-identity';
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AccessCheckResult, AccessFlow } from '@lifeguard/shared/api/access-check';

import type { Clock } from '../client/clock.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { type AccessSteps, hiddenToken, type ShownMembers } from './steps.ts';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import type { createIdentities } from '../identities/identities.ts';
import type { TemporaryKeys } from '../client/send.ts';

interface Gateways {
  readonly clients: AwsClients;
  readonly identities: ReturnType<typeof createIdentities>;
  readonly clock: Clock;
}

/** Which way to go. */
interface FlowRequest {
  readonly poolId: string;
  readonly flow: AccessFlow;
  /** Key of the provider to token; empty for guests. */
  readonly logins: Readonly<Record<string, string>>;
  /** Left out: GetId answers or makes one. */
  readonly identityId: string | undefined;
  readonly roleArn: string | undefined;
}

interface FlowResult {
  readonly identity?: NonNullable<AccessCheckResult['identity']>;
  /** ARN of the session, as STS says it. */
  readonly sessionArn?: string;
}

/** The temporary keys, and the identity that they are for: another one than was asked for after a merge. */
interface Session {
  readonly identityId: string;
  readonly keys: TemporaryKeys;
}

const afterFailure = 'The call before it failed.';
const steps = {
  getId: { service: 'cognito-identity', operation: 'GetId' },
  getCredentials: { service: 'cognito-identity', operation: 'GetCredentialsForIdentity' },
  getOpenIdToken: { service: 'cognito-identity', operation: 'GetOpenIdToken' },
  assumeRole: { service: 'sts', operation: 'AssumeRoleWithWebIdentity' },
  getCallerIdentity: { service: 'sts', operation: 'GetCallerIdentity' },
} as const;

/** How far the clocks of AWS and of this machine may be apart. The local AWS has the machine's. */
const clockSkewMs = 5000;

/**
 * The two ways of an app: https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html. The SDK
 * sends GetId, GetOpenIdToken, GetCredentialsForIdentity and AssumeRoleWithWebIdentity unsigned, as an app does.
 */
export function createAccessFlow({ clients, identities, clock }: Gateways) {
  async function getId(call: AwsCall, record: AccessSteps, request: FlowRequest) {
    if (request.identityId !== undefined) {
      record.skip(steps.getId, 'An identity ID was given, so none was asked for.');
      return { IdentityId: request.identityId, isNew: false };
    }
    const startedAt = clock.now();
    const command = new GetIdCommand({ IdentityPoolId: request.poolId, Logins: given(request.logins) });
    const answer = await record.run(
      steps.getId,
      { IdentityPoolId: request.poolId, Logins: loginsText(request.logins) },
      () => clients.write(call, 'create', (client, options) => client.send(command, options)),
      ({ IdentityId }) => ({ IdentityId }),
    );
    if (answer?.IdentityId === undefined) return undefined;
    const { IdentityId } = answer;
    return { IdentityId, isNew: await isNewer(call, IdentityId, startedAt) };
  }

  /** Whether an identity was made since; false where its date can't be read, so that nothing is offered for removal by mistake. */
  async function isNewer(call: AwsCall, identityId: string, startedAt: number): Promise<boolean> {
    try {
      const { CreationDate } = await identities.get(call, identityId);
      const earliest = startedAt - (call.connection.kind === 'embedded' ? 0 : clockSkewMs);
      return CreationDate !== undefined && Date.parse(CreationDate) >= earliest;
    } catch (error) {
      if (error instanceof ProblemError) return false;
      throw error;
    }
  }

  async function enhanced(call: AwsCall, record: AccessSteps, IdentityId: string, request: FlowRequest) {
    const { logins, roleArn } = request;
    const command = new GetCredentialsForIdentityCommand({ IdentityId, Logins: given(logins), CustomRoleArn: roleArn });
    const answer = await record.run(
      steps.getCredentials,
      { IdentityId, Logins: loginsText(logins), CustomRoleArn: roleArn },
      () => clients.write(call, 'write', (client, options) => client.send(command, options)),
      ({ IdentityId: id, Credentials }) => ({ IdentityId: id, ...keysText(Credentials?.Expiration) }),
    );
    if (answer === undefined) return undefined;
    const { AccessKeyId = '', SecretKey = '', SessionToken = '' } = answer.Credentials ?? {};
    return session(answer.IdentityId ?? IdentityId, AccessKeyId, SecretKey, SessionToken);
  }

  async function classic(
    call: AwsCall,
    record: AccessSteps,
    IdentityId: string,
    request: FlowRequest,
  ): Promise<Session | undefined> {
    const tokenCommand = new GetOpenIdTokenCommand({ IdentityId, Logins: given(request.logins) });
    const opened = await record.run(
      steps.getOpenIdToken,
      { IdentityId, Logins: loginsText(request.logins) },
      () => clients.write(call, 'write', (client, options) => client.send(tokenCommand, options)),
      (answer) => ({ IdentityId: answer.IdentityId, Token: hiddenToken(answer.Token ?? '') }),
    );
    if (opened === undefined) {
      record.skip(steps.assumeRole, afterFailure);
      return undefined;
    }
    const { roleArn: RoleArn } = request;
    if (RoleArn === undefined) {
      record.skip(steps.assumeRole, 'The pool has no default role for this user, and none was chosen. Choose a role.');
      return undefined;
    }
    const WebIdentityToken = opened.Token ?? '';
    const command = new AssumeRoleWithWebIdentityCommand({
      RoleArn,
      RoleSessionName: 'lifeguard-access-check',
      WebIdentityToken,
    });
    const answer = await record.run(
      steps.assumeRole,
      { RoleArn, RoleSessionName: 'lifeguard-access-check', WebIdentityToken: hiddenToken(WebIdentityToken) },
      () => clients.stsWrite(call, (client, options) => client.send(command, options)),
      ({ AssumedRoleUser, Credentials }) => ({ Arn: AssumedRoleUser?.Arn, ...keysText(Credentials?.Expiration) }),
    );
    if (answer === undefined) return undefined;
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {};
    return session(opened.IdentityId ?? IdentityId, AccessKeyId, SecretAccessKey, SessionToken);
  }

  return {
    /** Every call of the flow, each once; what it met stands in `record`. */
    async run(call: AwsCall, record: AccessSteps, request: FlowRequest): Promise<FlowResult> {
      const first = await getId(call, record, request);
      if (first === undefined) {
        const others = request.flow === 'enhanced' ? [steps.getCredentials] : [steps.getOpenIdToken, steps.assumeRole];
        for (const step of [...others, steps.getCallerIdentity]) record.skip(step, afterFailure);
        return {};
      }
      const take = request.flow === 'enhanced' ? enhanced : classic;
      const taken = await take(call, record, first.IdentityId, request);
      if (taken === undefined) {
        record.skip(steps.getCallerIdentity, 'There are no credentials to ask with.');
        return { identity: first };
      }
      const who = await record.run(
        steps.getCallerIdentity,
        {},
        () =>
          clients.sessionRead(call, taken.keys, (client, options) =>
            client.send(new GetCallerIdentityCommand({}), options),
          ),
        ({ Account, Arn }) => ({ Account, Arn }),
      );
      const isSame = taken.identityId === first.IdentityId;
      return {
        identity: { IdentityId: taken.identityId, isNew: first.isNew && isSame },
        ...(who?.Arn === undefined ? {} : { sessionArn: who.Arn }),
      };
    },
  };
}

function session(identityId: string, accessKeyId: string, secretAccessKey: string, sessionToken: string): Session {
  return { identityId, keys: { accessKeyId, secretAccessKey, sessionToken } };
}

function given(logins: FlowRequest['logins']): Record<string, string> | undefined {
  return Object.keys(logins).length === 0 ? undefined : { ...logins };
}

function loginsText(logins: FlowRequest['logins']): string {
  const entries = Object.entries(logins);
  return entries.length === 0 ? 'none' : entries.map(([key, token]) => `${key}: ${hiddenToken(token)}`).join(', ');
}

function keysText(expiration: Date | undefined): ShownMembers {
  return { Credentials: '(not shown)', Expiration: expiration?.toISOString() };
}
