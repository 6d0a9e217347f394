import type { CognitoIdentityClientConfig } from '@aws-sdk/client-cognito-identity';
import { getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { NodeHttpHandler } from '@smithy/node-http-handler';

import type { ConnectionDefinition } from './connections.ts';
import { SignInUnreachable } from './credential-problems.ts';
import type { AwsTimeouts } from './timeouts.ts';

type Credentials = NonNullable<CognitoIdentityClientConfig['credentials']>;

/** Where the keys of a connection come from: as the AWS CLI takes them from the files, and nowhere else. */
export function credentialsOf(connection: ConnectionDefinition, timeouts: AwsTimeouts): Credentials {
  if (connection.kind === 'embedded') return { accessKeyId: 'test', secretAccessKey: 'test' };
  const { region } = connection;
  const profile = connection.kind === 'assumeRole' ? connection.sourceProfile : connection.profile;
  const handler = new SignInHandler(timeouts);
  // What the providers make inside would send tokens and keys to a configured address, too.
  const safe = { ignoreConfiguredEndpointUrls: true, requestHandler: handler };
  const clientConfig = { ...safe, region };
  // A region in `clientConfig` would win over `sso_region`. A profile with a web identity does not hand it on.
  const nested = {
    clientConfig: safe,
    parentClientConfig: { region },
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(clientConfig),
  };
  const own =
    profile === undefined ? fromNodeProviderChain(nested) : fromIni({ ...nested, profile, ignoreCache: true });
  if (connection.kind !== 'assumeRole' || connection.roleArn === undefined) return named(own, handler);
  const assumed = fromTemporaryCredentials({
    masterCredentials: own,
    clientConfig,
    params: {
      RoleArn: connection.roleArn,
      RoleSessionName: 'lifeguard',
      DurationSeconds: 3600,
      ...(connection.externalId === undefined ? {} : { ExternalId: connection.externalId }),
    },
  });
  return named(assumed, handler);
}

/** The SDK asks for a new token of an SSO session at most this often, and calls it expired in between. */
const rememberedMs = 35_000;

/** Says which host could not be reached: the SDK calls that an expired sign-in, too. */
function named<P extends (...args: never[]) => Promise<unknown>>(provider: P, handler: SignInHandler): P {
  const wrapped = async (...args: Parameters<P>) => {
    try {
      return await provider(...args);
    } catch (error) {
      const { failure } = handler;
      if (failure === undefined || performance.now() - failure.at > rememberedMs) throw error;
      throw new SignInUnreachable(failure.host, error);
    }
  };
  return wrapped as P;
}

/** Remembers the host of the last request if nothing answered there. */
class SignInHandler extends NodeHttpHandler {
  failure: { readonly host: string; readonly at: number } | undefined;

  constructor({ connectMs, requestMs }: AwsTimeouts) {
    super({ connectionTimeout: connectMs, requestTimeout: requestMs, throwOnRequestTimeout: true });
  }

  override async handle(...[request, options]: Parameters<NodeHttpHandler['handle']>) {
    try {
      const answer = await super.handle(request, options);
      this.failure = undefined;
      return answer;
    } catch (error) {
      this.failure = { host: request.hostname, at: performance.now() };
      throw error;
    }
  }
}
