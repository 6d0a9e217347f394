import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CognitoIdentityClient, type CognitoIdentityClientConfig } from '@aws-sdk/client-cognito-identity';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider } from '@smithy/core';
import { NodeHttpHandler } from '@smithy/node-http-handler';

import type { Clock } from './clock.ts';
import type { AwsTimeouts } from './timeouts.ts';
import type { ConnectionDefinition } from './connections.ts';
import type { PrincipalParts } from './principal.ts';
import { checkAnswers } from './answers/check.ts';
import { traceAttempts, traceBody } from './attempts.ts';
import { credentialsOf } from './credentials.ts';
import { refuseWrite } from './read-only.ts';
import { isCredentialsStale } from './errors.ts';
import { type Purpose, sender, type TemporaryKeys } from './send.ts';
import { sendWholeInput } from './whole-input.ts';

export type AwsClients = ReturnType<typeof createAwsClients>;

/**
 * SDK clients per connection and purpose, made once. Clients of read-only callers can't send a write at all. `known`
 * learns which account the credentials belong to.
 */
export function createAwsClients(timeouts: AwsTimeouts, clock: Clock, known: Pick<PrincipalParts, 'saw'>) {
  // For every client that the SDK makes inside, whatever is handed to it below. The variable wins over the files.
  // https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
  process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = 'true';
  const connections = new Map<string, ReturnType<typeof makeClients>>();
  function of(connection: ConnectionDefinition) {
    const key = JSON.stringify(connection);
    const clients = connections.get(key) ?? makeClients(connection, timeouts);
    connections.set(key, clients);
    return clients;
  }
  return {
    timeouts,
    ...sender(
      {
        timeouts,
        cognito: (connection, purpose, isReadOnly) => of(connection).cognito(purpose, isReadOnly),
        iam: (connection, isReadOnly) => of(connection).iam(isReadOnly),
        sts: (connection, isReadOnly) => of(connection).sts(isReadOnly),
        session: (connection, keys) => of(connection).session(keys),
        idp: (connection, isReadOnly) => of(connection).idp(isReadOnly),
        trail: (connection, region) => of(connection).trail(region),
        accessKeyId: (connection) => of(connection).accessKeyId(),
        // Credentials that AWS does not take are read anew: the user may have signed in again, or replaced them, meanwhile.
        dropIfStale(connection, error) {
          return isCredentialsStale(error) && connections.delete(JSON.stringify(connection));
        },
      },
      clock,
      (connection, account) => known.saw(connection, account),
    ),
  };
}

type AnyClient = CloudTrailClient | CognitoIdentityClient | CognitoIdentityProviderClient | IAMClient | STSClient;

function makeClients(connection: ConnectionDefinition, timeouts: AwsTimeouts) {
  // All clients of a connection sign with the same keys: each reads the files when it is first used, and by then they
  // may lead to another account than the one that was asked for.
  const credentials = memoizeIdentityProvider(
    credentialsOf(connection, timeouts),
    isIdentityExpired,
    doesIdentityRequireRefresh,
  );
  if (credentials === undefined) throw new Error('A connection has credentials.');
  const shared = {
    region: connection.region,
    credentials,
    // AWS_ENDPOINT_URL and `endpoint_url` would silently send signed requests elsewhere.
    ignoreConfiguredEndpointUrls: true,
    ...(connection.kind === 'embedded' ? { endpoint: connection.endpoint } : {}),
    userAgentAppId: 'lifeguard',
    streamCollector: traceBody,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: timeouts.connectMs,
      requestTimeout: timeouts.requestMs,
      // Without it the handler only warns, and a hung endpoint hangs the request.
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent({ keepAlive: true, maxSockets: 50 }),
      httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: 50 }),
    }),
  } satisfies CognitoIdentityClientConfig;
  const made = new Map<string, AnyClient>();
  function once<C extends AnyClient>(key: string, isReadOnly: boolean, make: () => C): C {
    const known = made.get(`${key} ${isReadOnly}`);
    if (known !== undefined) return known as C;
    const client = make();
    // Clients differ only in the types of their commands, which are not looked at.
    const common = client as CognitoIdentityClient;
    traceAttempts(common);
    checkAnswers(common);
    if (isReadOnly) guard(common, connection);
    made.set(`${key} ${isReadOnly}`, client);
    return client;
  }
  return {
    /** Of the keys that are in use now. */
    accessKeyId: async () => (await credentials({})).accessKeyId,
    cognito: (purpose: Purpose, isReadOnly: boolean) =>
      once(purpose, isReadOnly || purpose === 'read' || purpose === 'background', () =>
        sendWholeInput(new CognitoIdentityClient({ ...shared, ...retries[purpose] })),
      ),
    iam: (isReadOnly: boolean) => once('iam', isReadOnly, () => new IAMClient({ ...shared, ...retries.write })),
    sts: (isReadOnly: boolean) => once('sts', isReadOnly, () => new STSClient({ ...shared, ...retries.write })),
    // Made for one call and not kept, as its keys are not.
    session: (credentials: TemporaryKeys) => new STSClient({ ...shared, ...retries.write, credentials }),
    idp: (isReadOnly: boolean) =>
      once('idp', isReadOnly, () => new CognitoIdentityProviderClient({ ...shared, ...retries.write })),
    /** Of the region in which the events are, which for IAM is not the connection's. */
    trail: (region: string) =>
      once(`trail ${region}`, true, () => new CloudTrailClient({ ...shared, ...retries.background, region })),
  };
}

const retries = {
  read: { retryMode: 'adaptive', maxAttempts: 5 },
  background: { retryMode: 'adaptive', maxAttempts: 5 },
  write: { retryMode: 'standard', maxAttempts: 3 },
  // A creation that is repeated after a lost answer makes a second pool: names are not unique.
  create: { retryMode: 'standard', maxAttempts: 1 },
  job: { retryMode: 'standard', maxAttempts: 1 },
} as const;

/** Throws before anything is serialised or signed. */
function guard(client: CognitoIdentityClient, connection: ConnectionDefinition): void {
  client.middlewareStack.add(
    (next, context) => (args) => {
      refuseWrite((context.commandName ?? '').replace(/Command$/, ''), connection);
      return next(args);
    },
    { step: 'initialize', priority: 'high', name: 'readOnlyGuard' },
  );
}
