import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  type CreateIdentityPoolInput,
  GetIdCommand,
  type RoleMapping,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { AccessCheckInput, AccessCheckResult, ExplanationInput } from '@lifeguard/shared/api/access-check';
import type { Explanation } from '@lifeguard/shared/explain/explanation';

import { type Answer, type Everything, startAll } from '../../../testing/harness.ts';

export const account = '123456789012';
export const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI';
export const mappingKey = `${userPool}:client1`;
export const developerLogin = 'login.shop';
export const host = 'cognito-identity.amazonaws.com';

type Text = string | readonly string[];

/** One statement of a trust policy; what is left out is as it should be. */
export interface TrustStatement {
  readonly principal?: Readonly<Record<string, string>>;
  readonly action?: Text;
  readonly aud?: string;
  readonly amr?: Text;
  readonly condition?: object;
  readonly effect?: 'Allow' | 'Deny';
}

export function trustOf(poolId: string, ...statements: readonly TrustStatement[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ principal, action, aud = poolId, amr = 'authenticated', condition, effect }) => ({
      Effect: effect ?? 'Allow',
      Principal: principal ?? { Federated: host },
      Action: action ?? 'sts:AssumeRoleWithWebIdentity',
      Condition: condition ?? {
        StringEquals: { [`${host}:aud`]: aud },
        'ForAnyValue:StringLike': { [`${host}:amr`]: amr },
      },
    })),
  });
}

/** BFF and local AWS, with clients of the local AWS beside the BFF, for pools that are set up wrongly on purpose. */
export async function startAccess() {
  const all: Everything = await startAll();
  // The BFF compares its own time with that of identities.
  all.bff.clock.time = Date.now();
  const session = await all.bff.signIn();
  const at = { region: 'us-east-1', endpoint: all.aws.url, maxAttempts: 1 };
  const root = { ...at, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const [cognito, iam, sts] = [new CognitoIdentityClient(root), new IAMClient(root), new STSClient(root)];
  let count = 0;

  async function makeRole(AssumeRolePolicyDocument: string): Promise<{ name: string; arn: string }> {
    const name = `role-${(count += 1)}`;
    // By the control endpoint, as IAM takes no new role of the kind that many an account has from before.
    const response = await fetch(`${all.aws.url}/_local/roles`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ RoleName: name, AssumeRolePolicyDocument }),
    });
    const { Arn } = (await response.json()) as { Arn: string };
    return { name, arn: Arn };
  }

  async function makePool(settings: Partial<CreateIdentityPoolInput> = {}): Promise<string> {
    const { IdentityPoolId = '' } = await cognito.send(
      new CreateIdentityPoolCommand({
        IdentityPoolName: 'shop',
        AllowUnauthenticatedIdentities: true,
        CognitoIdentityProviders: [{ ProviderName: userPool, ClientId: 'client1' }],
        SupportedLoginProviders: { 'accounts.google.com': 'google-app' },
        DeveloperProviderName: developerLogin,
        ...settings,
      }),
    );
    return IdentityPoolId;
  }

  async function setRoles(
    IdentityPoolId: string,
    Roles: Record<string, string>,
    RoleMappings: Record<string, RoleMapping> = {},
  ): Promise<void> {
    await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles, RoleMappings }));
  }

  async function mint(provider: string, claims: object, expiresIn = 3600): Promise<string> {
    const answer = await fetch(`${all.aws.url}/_local/login-tokens`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ provider, claims, expiresIn }),
    });
    const { token } = (await answer.json()) as { token: string };
    return token;
  }

  /** Keys of a role of the account that may do what its policy says. */
  async function limitedClient(statement: object): Promise<CognitoIdentityClient> {
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
    });
    const { name, arn } = await makeRole(trust);
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'limited', PolicyDocument }));
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'limited' }));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    return new CognitoIdentityClient({ ...at, credentials });
  }

  const ask = (method: string, path: string, body: object): Promise<Answer> =>
    all.call(method, all.local(path), body, { Cookie: session.cookie, 'X-Console-CSRF': session.csrf });
  const post = (path: string, body: object) => ask('POST', path, body);

  async function ok<T>(path: string, body: object): Promise<T> {
    const answer = await post(path, body);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body;
  }

  return {
    ...all,
    cognito,
    iam,
    at,
    makeRole,
    makePool,
    setRoles,
    mint,
    limitedClient,
    ask,
    post,
    getId: async (IdentityPoolId: string, Logins?: Record<string, string>) =>
      (await cognito.send(new GetIdCommand({ IdentityPoolId, Logins }))).IdentityId ?? '',
    check: (poolId: string, user: AccessCheckInput['user'], more: Partial<AccessCheckInput> = {}) =>
      ok<AccessCheckResult>(`/pools/${poolId}/access-checks`, { user, flow: 'enhanced', ...more }),
    explain: (poolId: string, input: ExplanationInput) => ok<Explanation>(`/pools/${poolId}/explanations`, input),
    /** What a call that must fail says, as the person pastes it. */
    errorOf: (sent: Promise<unknown>): Promise<{ message: string; code: string }> =>
      sent.then(
        () => Promise.reject(new Error('The call did not fail.')),
        (error: unknown) => {
          if (error instanceof Error) return { message: error.message, code: error.name };
          throw error;
        },
      ),
    async close() {
      for (const client of [cognito, iam, sts]) client.destroy();
      await all.close();
    },
  };
}
export type Access = Awaited<ReturnType<typeof startAccess>>;

/** A user of the pool's user pool; the local AWS makes the token. */
export function user(claims: Record<string, unknown> = {}, login = userPool, expiresIn = 3600) {
  return { kind: 'claims' as const, login, claims: { sub: 'ada', aud: 'client1', ...claims }, expiresIn };
}
export const guest = { kind: 'guest' } as const;
