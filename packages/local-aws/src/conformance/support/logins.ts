import { randomUUID } from 'node:crypto';

import * as sdk from '@aws-sdk/client-cognito-identity';
import { CreateOpenIDConnectProviderCommand } from '@aws-sdk/client-iam';

import type { Aws } from './setup.ts';

/** Token by login key, as `Logins` has them. */
export type Logins = Record<string, string>;

/** What the local AWS takes as a provider's: the key of `Logins`, and the app that its tokens are for. */
export interface TestProvider {
  readonly key: string;
  readonly audience: string;
}

const social: Readonly<Record<string, string>> = {
  'accounts.google.com': 'lifeguard.apps.googleusercontent.com',
  'appleid.apple.com': 'com.example.lifeguard',
  'graph.facebook.com': '7346241598935555',
  'www.amazon.com': 'amzn1.application-oa2-client.lifeguard',
  'api.twitter.com': 'consumerkey;consumersecret',
  'www.digits.com': 'digitskey;digitssecret',
};

/** The developer provider of every pool of `loginBed`. */
export const backend = 'login.example.backend';

/** Short names of calls, for tests that are about who is who. */
export function loginBed(aws: Aws) {
  const { cognito, region } = aws;
  const userPoolKey = `cognito-idp.${region}.amazonaws.com/${region}_Lifeguard`;
  const google = provider('accounts.google.com');
  const facebook = provider('graph.facebook.com');
  const userPool: TestProvider = { key: userPoolKey, audience: 'client1' };

  function provider(key: string): TestProvider {
    return { key, audience: social[key] ?? '' };
  }

  async function login({ key, audience }: TestProvider, sub: string, claims: object = {}): Promise<Logins> {
    return { [key]: await aws.loginToken(key, { sub, aud: audience, ...claims }) };
  }

  async function getId(IdentityPoolId: string, Logins?: Logins): Promise<string> {
    const { IdentityId = '' } = await cognito.send(new sdk.GetIdCommand({ IdentityPoolId, Logins }));
    return IdentityId;
  }

  function newUser() {
    const sub = randomUUID();
    const ofEach = async (...providers: readonly TestProvider[]): Promise<Logins> => {
      const logins = await Promise.all(providers.map((one) => login(one, sub)));
      return Object.fromEntries(logins.flatMap((one) => Object.entries(one)));
    };
    return { sub, login: ofEach };
  }

  return {
    google,
    facebook,
    userPool,
    /** `Logins` with a token of a user of the provider. */
    login,
    getId,
    /** A user that nobody has seen yet, with the same name at every provider. */
    newUser,
    /** A new user of these providers, with its identity. */
    async knownUser(IdentityPoolId: string, ...providers: readonly TestProvider[]) {
      const user = newUser();
      const Logins = await user.login(...providers);
      return { ...user, Logins, id: await getId(IdentityPoolId, Logins) };
    },
    /** The app client of the user pool beside that of `userPool`. */
    otherClient: { key: userPoolKey, audience: 'client2' } satisfies TestProvider,
    social: Object.keys(social).map(provider),
    /** Makes an OpenID Connect provider in IAM; answers it and its ARN. */
    async oidcProvider(url = `https://${randomUUID()}.example.com/realm`, ClientIDList = ['oidc-client']) {
      const { OpenIDConnectProviderArn: arn = '' } = await aws.iam.send(
        new CreateOpenIDConnectProviderCommand({ Url: url, ClientIDList, ThumbprintList: ['a'.repeat(40)] }),
      );
      return { key: url.replace(/^https?:\/\//, ''), audience: ClientIDList[0] ?? '', arn };
    },
    /** Makes a pool with every social provider, two app clients of one user pool and `backend`; answers its id. */
    async pool(members: Partial<sdk.CreateIdentityPoolCommandInput> = {}): Promise<string> {
      const { IdentityPoolId } = await aws.createPool({
        SupportedLoginProviders: social,
        CognitoIdentityProviders: ['client1', 'client2'].map((ClientId) => ({ ProviderName: userPoolKey, ClientId })),
        DeveloperProviderName: backend,
        AllowClassicFlow: true,
        ...members,
      });
      return IdentityPoolId;
    },
    async closeToGuests(IdentityPoolId: string): Promise<void> {
      const { $metadata: _metadata, ...pool } = await cognito.send(
        new sdk.DescribeIdentityPoolCommand({ IdentityPoolId }),
      );
      const settings = { ...pool, IdentityPoolId, IdentityPoolName: 'closed', AllowUnauthenticatedIdentities: false };
      await cognito.send(new sdk.UpdateIdentityPoolCommand(settings));
    },
    /** The identity that a call with logins goes on with, by way of GetOpenIdToken. */
    async use(IdentityId: string, Logins?: Logins): Promise<string> {
      const answer = await cognito.send(new sdk.GetOpenIdTokenCommand({ IdentityId, Logins }));
      return answer.IdentityId ?? '';
    },
    getCredentials(IdentityId: string, Logins?: Logins, CustomRoleArn?: string) {
      return cognito.send(new sdk.GetCredentialsForIdentityCommand({ IdentityId, Logins, CustomRoleArn }));
    },
    async describe(IdentityId: string): Promise<{ logins: string[]; created: number; modified: number }> {
      const answer = await cognito.send(new sdk.DescribeIdentityCommand({ IdentityId }));
      return {
        logins: answer.Logins ?? [],
        created: answer.CreationDate?.getTime() ?? 0,
        modified: answer.LastModifiedDate?.getTime() ?? 0,
      };
    },
    /** Ids of all identities of a pool, at most 60. */
    async list(IdentityPoolId: string, HideDisabled = false): Promise<string[]> {
      const command = new sdk.ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60, HideDisabled });
      const { Identities = [] } = await cognito.send(command);
      return Identities.map(({ IdentityId = '' }) => IdentityId);
    },
    /** The token of a developer's user. */
    async developerToken(
      IdentityPoolId: string,
      user: string,
      { Logins, ...members }: Partial<sdk.GetOpenIdTokenForDeveloperIdentityCommandInput> = {},
    ): Promise<{ IdentityId: string; Token: string }> {
      const input = { IdentityPoolId, ...members, Logins: { [backend]: user, ...Logins } };
      const { IdentityId = '', Token = '' } = await cognito.send(
        new sdk.GetOpenIdTokenForDeveloperIdentityCommand(input),
      );
      return { IdentityId, Token };
    },
    /** Runs `work` while the service's clock is that much ahead. */
    async later<T>(seconds: number, work: () => Promise<T>): Promise<T> {
      await aws.control('PUT', '/_local/clock', { offsetSeconds: seconds });
      try {
        return await work();
      } finally {
        await aws.control('PUT', '/_local/clock', { offsetSeconds: 0 });
      }
    },
  };
}

/** A refusal that every test below compares with. */
export function refused(message: string, code = 'NotAuthorizedException') {
  return { code, message, status: 400 };
}

export const unsupported = refused('Token is not from a supported provider of this identity pool.');
export const unverified = refused("Invalid login token. Couldn't verify signed token.");
export const mismatch = refused(
  "Logins don't match. Please include at least one valid login for this identity or identity pool.",
);
export const unsupportedProvider = refused(
  'This identity pool does not support the specified developer provider',
  'InvalidParameterException',
);

export function forbidden(identityId: string) {
  return refused(`Access to Identity '${identityId}' is forbidden.`);
}
