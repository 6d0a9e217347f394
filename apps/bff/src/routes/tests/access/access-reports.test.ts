import {
  CreateIdentityPoolCommand,
  GetCredentialsForIdentityCommand,
  GetOpenIdTokenCommand,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { IAMClient, ListRolesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Explanation } from '@lifeguard/shared/explain/explanation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Access, account, startAccess, trustOf, userPool } from './access-test-bed.ts';

/** What people have met with AWS, provoked for real, as far as the local AWS can be made to say it. */
describe('errors as people paste them', () => {
  let all: Access;
  let sts: STSClient;
  beforeAll(async () => {
    all = await startAccess();
    sts = new STSClient({ ...all.at, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  });
  afterAll(async () => {
    sts.destroy();
    await all.close();
  });

  /** Message and cause that stands first, which must be a certain one. */
  const top = ({ messageId, causes: [first] }: Explanation) => [messageId, first?.verdict, first?.id];
  async function pasted(poolId: string, sent: Promise<unknown>, more: object = {}): Promise<Explanation> {
    return all.explain(poolId, { ...(await all.errorOf(sent)), ...more });
  }

  async function poolWithGuests() {
    const poolId = await all.makePool();
    const role = await all.makeRole(trustOf(poolId, { amr: 'unauthenticated' }));
    const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    await all.iam.send(
      new PutRolePolicyCommand({
        RoleName: role.name,
        PolicyName: 'all',
        PolicyDocument: JSON.stringify(everything),
      }),
    );
    await all.setRoles(poolId, { unauthenticated: role.arn });
    return { poolId, role, IdentityId: await all.getId(poolId) };
  }

  it('the name of a role in the place of its ARN', async () => {
    const poolId = await all.makePool();
    const Roles = { authenticated: 'shop-stack-AuthenticatedRole-1' };
    const set = all.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId: poolId, Roles }));
    expect(top(await pasted(poolId, set))).toEqual(['role-forbidden', 'cause', 'not-a-role-arn']);
  });

  it('a provider with a region in the place of the partition', async () => {
    const poolId = await all.makePool();
    const made = all.cognito.send(
      new CreateIdentityPoolCommand({
        IdentityPoolName: 'shop',
        AllowUnauthenticatedIdentities: false,
        SamlProviderARNs: [`arn:us-east-1:iam::${account}:saml-provider/acme`],
      }),
    );
    const explanation = await pasted(poolId, made);
    expect(top(explanation)).toEqual(['provider-arn-invalid', 'cause', 'not-a-provider-arn']);
    expect(explanation.causes[0]?.fix).toContain(`arn:aws:iam::${account}:saml-provider/acme`);
  });

  it('a guest calls what guests may not, whatever their role allows', async () => {
    const { poolId, IdentityId } = await poolWithGuests();
    const { Credentials } = await all.cognito.send(new GetCredentialsForIdentityCommand({ IdentityId }));
    const { AccessKeyId = '', SecretKey = '', SessionToken } = Credentials ?? {};
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretKey,
      ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
    };
    const guest = new IAMClient({ ...all.at, credentials });
    const error = await all.errorOf(guest.send(new ListRolesCommand({})));
    guest.destroy();
    expect(error.message).toContain('because no session policy allows the iam:ListRoles action');
    expect(top(await all.explain(poolId, { ...error, kind: 'guest' }))).toEqual([
      'action-denied',
      'cause',
      'guest-scope',
    ]);
    expect(top(await all.explain(poolId, { ...error, kind: 'federated', login: userPool }))).toEqual([
      'action-denied',
      'cause',
      'guest-credentials',
    ]);
  });

  it('what STS has against the classic flow', async () => {
    const { poolId, role, IdentityId } = await poolWithGuests();
    const { Token } = await all.cognito.send(new GetOpenIdTokenCommand({ IdentityId }));
    const assume = (WebIdentityToken: string | undefined, more: object = {}) =>
      sts.send(
        new AssumeRoleWithWebIdentityCommand({
          RoleArn: role.arn,
          RoleSessionName: 'web',
          WebIdentityToken,
          ...more,
        }),
      );
    expect(top(await pasted(poolId, assume('undefined')))).toEqual(['sts-not-a-jwt', 'cause', 'not-open-id-token']);
    expect(top(await pasted(poolId, assume(Token, { DurationSeconds: 7200 })))).toEqual([
      'duration-too-long',
      'cause',
      'longer-than-role-allows',
    ]);
    const ofUser = await all.mint(userPool, { sub: 'ada', aud: 'client1' });
    expect(top(await pasted(poolId, assume(ofUser)))).toEqual(['oidc-provider-unknown', 'cause', 'login-token-to-sts']);
  });

  it('a token of Facebook for another app, and one under a key that AWS does not know', async () => {
    const poolId = await all.makePool({ SupportedLoginProviders: { 'graph.facebook.com': '1029384756' } });
    const token = await all.mint('graph.facebook.com', { sub: '42', aud: 'another-app' });
    const send = async (login: string) => {
      const { explanation } = await all.check(poolId, { kind: 'token', login, token });
      return explanation ?? { meaning: 'It worked.', causes: [] };
    };
    const ofOtherApp = await send('graph.facebook.com');
    expect(top(ofOtherApp)).toEqual(['unsupported-provider', 'cause', 'app-client-not-in-pool']);
    expect(ofOtherApp.causes[0]?.evidence).toContain('1029384756');
    const misspelled = await send('Facebook');
    expect(top(misspelled)).toEqual(['not-id-token', 'cause', 'login-key-spelling']);
    expect(misspelled.causes[0]?.fix).toContain('graph.facebook.com');
  });
});
