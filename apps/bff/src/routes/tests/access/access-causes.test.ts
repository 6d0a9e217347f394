import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  DeleteIdentitiesCommand,
  DeleteIdentityPoolCommand,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  GetOpenIdTokenCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
  ListIdentitiesCommand,
  SetIdentityPoolRolesCommand,
  UnlinkIdentityCommand,
} from '@aws-sdk/client-cognito-identity';
import { CreateOpenIDConnectProviderCommand, DeleteOpenIDConnectProviderCommand } from '@aws-sdk/client-iam';
import type { Explanation } from '@lifeguard/shared/explain/explanation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { faults } from '../../../testing/harness.ts';
import {
  type Access,
  account,
  developerLogin,
  guest,
  host,
  mappingKey,
  startAccess,
  trustOf,
  user,
  userPool,
} from './access-test-bed.ts';

/**
 * Every message that the local AWS can be made to give, provoked for real. It does not give: the older wording of an
 * expired token ("Token is expired."), "Access to this identity pool is forbidden.", and roles of other accounts, which
 * it refuses to set. Those about roles stand in access-role-causes.test.ts.
 */
describe('the true cause stands first', () => {
  let all: Access;
  beforeAll(async () => {
    all = await startAccess();
  });
  afterAll(() => all.close());

  const google = 'accounts.google.com';
  /** Message, verdict and id of what stands first. */
  const top = (explanation: Explanation | undefined) => {
    const first = explanation?.causes[0];
    return [explanation?.messageId, first?.verdict, first?.id];
  };
  /** Pastes the error of a call that must fail. */
  async function pasted(poolId: string, sent: Promise<unknown>, more: object = {}): Promise<Explanation> {
    return all.explain(poolId, { ...(await all.errorOf(sent)), ...more });
  }

  it('the pool was deleted', async () => {
    const poolId = await all.makePool();
    await all.cognito.send(new DeleteIdentityPoolCommand({ IdentityPoolId: poolId }));
    expect(top(await pasted(poolId, all.cognito.send(new GetIdCommand({ IdentityPoolId: poolId }))))).toEqual([
      'pool-not-found',
      'cause',
      'pool-deleted',
    ]);
  });

  it('the identity was deleted, or is none', async () => {
    const poolId = await all.makePool();
    const IdentityId = await all.getId(poolId);
    await all.cognito.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [IdentityId] }));
    const gone = await all.check(poolId, guest, { IdentityId });
    expect(top(gone.explanation)).toEqual(['identity-not-found', 'cause', 'identity-deleted']);
    const mixedUp = await all.check(poolId, guest, { IdentityId: poolId });
    expect(top(mixedUp.explanation)).toEqual(['identity-not-found', 'cause', 'pool-id-sent']);
  });

  it('guest access is off', async () => {
    const poolId = await all.makePool({ AllowUnauthenticatedIdentities: false });
    const { explanation, doesPredictionHold } = await all.check(poolId, guest);
    expect(top(explanation)).toEqual(['guests-refused', 'cause', 'guest-access-off']);
    expect(doesPredictionHold).toBe(true);
  });

  it('an identity of a user is used as a guest, is disabled, or has lost its last login', async () => {
    const poolId = await all.makePool();
    const Logins = { [userPool]: await all.mint(userPool, { sub: 'ada', aud: 'client1' }) };
    const linked = await all.getId(poolId, Logins);
    const first = await all.check(poolId, guest, { IdentityId: linked });
    expect(top(first.explanation)).toEqual(['identity-forbidden', 'cause', 'signed-in-without-login']);

    const disabled = await all.getId(poolId);
    await all.cognito.send(new GetOpenIdTokenCommand({ IdentityId: disabled, Logins }));
    const second = await all.check(poolId, guest, { IdentityId: disabled });
    expect(top(second.explanation)).toEqual(['identity-forbidden', 'cause', 'identity-disabled']);

    await all.cognito.send(new UnlinkIdentityCommand({ IdentityId: linked, Logins, LoginsToRemove: [userPool] }));
    const third = await all.check(poolId, guest, { IdentityId: linked });
    expect(top(third.explanation)).toEqual(['identity-forbidden', 'cause', 'last-login-unlinked']);
  });

  it('the token is of another user, of a provider that is not linked, or a developer’s for another identity', async () => {
    const poolId = await all.makePool();
    const IdentityId = await all.getId(poolId, {
      [userPool]: await all.mint(userPool, { sub: 'ada', aud: 'client1' }),
    });
    const other = await all.check(poolId, user({ sub: 'bob' }), { IdentityId });
    expect(top(other.explanation)).toEqual(['logins-dont-match', 'cause', 'other-user']);
    const ofGoogle = await all.check(poolId, user({ sub: 'bob', aud: 'google-app' }, google), { IdentityId });
    expect(top(ofGoogle.explanation)).toEqual(['logins-dont-match', 'cause', 'provider-not-linked']);
    const made = await all.cognito.send(
      new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId: poolId, Logins: { [developerLogin]: 'eve' } }),
    );
    const token = { kind: 'token' as const, login: host, token: made.Token ?? '' };
    expect(top((await all.check(poolId, token, { IdentityId })).explanation)).toEqual([
      'logins-dont-match',
      'cause',
      'token-of-other-identity',
    ]);
  });

  it('another app client, another provider, a misspelled key, a provider that IAM has lost', async () => {
    const { OpenIDConnectProviderArn: arn = '' } = await all.iam.send(
      new CreateOpenIDConnectProviderCommand({ Url: 'https://id.example.com', ClientIDList: ['app'] }),
    );
    const poolId = await all.makePool({ OpenIdConnectProviderARNs: [arn] });
    await all.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));
    for (const [claims, login, cause] of [
      [{ aud: 'client2' }, userPool, 'app-client-not-in-pool'],
      [{}, 'appleid.apple.com', 'provider-not-in-pool'],
      [{}, mappingKey, 'login-key-spelling'],
      [{ aud: 'app' }, 'id.example.com', 'iam-provider-missing'],
    ] as const) {
      const { explanation } = await all.check(poolId, user(claims, login));
      expect(top(explanation)).toEqual(['unsupported-provider', 'cause', cause]);
    }
  });

  it('what is wrong with the token itself', async () => {
    const poolId = await all.makePool();
    const good = await all.mint(userPool, { sub: 'ada', aud: 'client1' });
    const [header = '', payload = '', signature = ''] = good.split('.');
    const changed = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const hs256 = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
    const paste = (token: string) => ({ kind: 'token' as const, login: userPool, token });
    for (const [who, message, cause] of [
      [user({ iss: 'https://id.example.com' }), 'issuer-mismatch', 'issuer-other-provider'],
      [user({ aud: undefined, client_id: 'client1', token_use: 'access' }), 'claim-missing', 'access-token'],
      [user({ aud: undefined, token_use: 'id' }), 'claim-missing', 'claim-left-out'],
      [user({}, userPool, -7200), 'token-expired-at', 'token-too-old'],
      [paste(`${header}.${payload}.${changed}`), 'bad-signature', 'signature-other-key'],
      [paste(`${header}.${payload}.${signature.slice(0, 100)}`), 'bad-signature', 'signature-cut'],
      [paste(`${hs256}.${payload}.${signature}`), 'bad-signature', 'signature-algorithm'],
      [paste('an-opaque-access-token'), 'not-id-token', 'token-opaque'],
      [paste(`"${good}"`), 'not-id-token', 'token-wrapping'],
      [user({ aud: 'another-app' }, google), 'wrong-audience', 'audience-not-listed'],
    ] as const) {
      expect(top((await all.check(poolId, who)).explanation)).toEqual([message, 'cause', cause]);
    }
  });

  it('a token of the pool, or of somebody else, under the key of developers', async () => {
    const poolId = await all.makePool({ AllowClassicFlow: true });
    const IdentityId = await all.getId(poolId);
    const { Token = '' } = await all.cognito.send(new GetOpenIdTokenCommand({ IdentityId }));
    const paste = (token: string) => ({ kind: 'token' as const, login: host, token });
    const foreign = await all.check(poolId, paste(await all.mint(userPool, { sub: 'ada', aud: 'client1' })), {
      IdentityId,
    });
    expect(top(foreign.explanation)).toEqual(['not-cognito-token', 'cause', 'foreign-token']);
    const own = await all.check(poolId, paste(Token), { IdentityId });
    expect(top(own.explanation)).toEqual(['not-cognito-token', 'cause', 'token-of-get-open-id-token']);
    const toGetId = await all.check(poolId, paste(Token));
    expect(top(toGetId.explanation)).toEqual(['cognito-token-refused', 'cause', 'cognito-token-to-public-operation']);
  });

  it('the developer provider as a login', async () => {
    const { explanation } = await all.check(await all.makePool(), user({}, developerLogin));
    expect(top(explanation)).toEqual(['not-public-provider', 'cause', 'developer-provider-as-login']);
  });

  it('the classic flow', async () => {
    const off = await all.makePool({ AllowClassicFlow: false });
    const classic = { flow: 'classic' } as const;
    expect(top((await all.check(off, guest, classic)).explanation)).toEqual([
      'classic-off',
      'cause',
      'classic-flow-off',
    ]);

    const mapped = await all.makePool({ AllowClassicFlow: true });
    const role = await all.makeRole(trustOf(mapped, {}));
    const mapping = { Type: 'Token', AmbiguousRoleResolution: 'Deny' } as const;
    await all.setRoles(mapped, { authenticated: role.arn }, { [mappingKey]: mapping });
    expect(top((await all.check(mapped, guest, classic)).explanation)).toEqual([
      'classic-with-mappings',
      'cause',
      'has-role-mappings',
    ]);

    const arn = `arn:aws:iam::${account}:saml-provider/corp`;
    const saml = await all.makePool({ AllowClassicFlow: true, SamlProviderARNs: [arn] });
    const IdentityId = await all.getId(saml);
    const token = { kind: 'token', login: arn, token: 'PHNhbWw+' } as const;
    expect(top((await all.check(saml, token, { ...classic, IdentityId })).explanation)).toEqual([
      'classic-with-saml',
      'cause',
      'saml-login',
    ]);
  });

  it('rights of whoever calls', async () => {
    const poolId = await all.makePool();
    const role = await all.makeRole(trustOf(poolId, {}));
    const allow = { Effect: 'Allow', Action: 'cognito-identity:SetIdentityPoolRoles', Resource: '*' };
    const limited = await all.limitedClient(allow);
    const set = new SetIdentityPoolRolesCommand({ IdentityPoolId: poolId, Roles: { authenticated: role.arn } });
    expect(top(await pasted(poolId, limited.send(set)))).toEqual(['role-forbidden', 'cause', 'pass-role-missing']);
    const toGone = new SetIdentityPoolRolesCommand({ ...set.input, Roles: { authenticated: `${role.arn}-gone` } });
    expect(top(await pasted(poolId, all.cognito.send(toGone)))).toEqual(['role-forbidden', 'cause', 'role-missing']);
    const list = new ListIdentitiesCommand({ IdentityPoolId: poolId, MaxResults: 1 });
    expect(top(await pasted(poolId, limited.send(list)))).toEqual(['action-denied', 'cause', 'not-allowed']);
    const denied = await all.limitedClient({ ...allow, Effect: 'Deny', Action: '*' });
    expect(top(await pasted(poolId, denied.send(list)))).toEqual(['action-denied', 'cause', 'explicit-deny']);
    const stranger = new CognitoIdentityClient({
      ...all.at,
      credentials: { accessKeyId: 'AKIA0000000000000000', secretAccessKey: 'x' },
    });
    expect(top(await pasted(poolId, stranger.send(list)))).toEqual(['credentials-invalid', 'cause', 'unknown-key']);
    for (const client of [limited, denied, stranger]) client.destroy();
  });

  it('role mappings that AWS refuses', async () => {
    const poolId = await all.makePool();
    const role = await all.makeRole(trustOf(poolId, {}));
    const mapping = { Type: 'Token', AmbiguousRoleResolution: 'Deny' } as const;
    const rule = { Claim: 'a', MatchType: 'Equals' as const, Value: 'b', RoleARN: role.arn };
    const rules = {
      ...mapping,
      Type: 'Rules' as const,
      RulesConfiguration: { Rules: Array.from({ length: 26 }, () => rule) },
    };
    for (const [key, sent, message, cause] of [
      [userPool, mapping, 'mapping-key-invalid', 'mapping-key-spelling'],
      ['www.amazon.com', mapping, 'mapping-key-invalid', 'mapping-of-no-provider'],
      [mappingKey, rules, 'too-many-rules', 'rules-over-limit'],
    ] as const) {
      expect(top(await pasted(poolId, all.setRoles(poolId, {}, { [key]: sent })))).toEqual([message, 'cause', cause]);
    }
  });

  it('settings that AWS refuses', async () => {
    const poolId = await all.makePool();
    const make = (settings: object) =>
      pasted(
        poolId,
        all.cognito.send(
          new CreateIdentityPoolCommand({ IdentityPoolName: 'x', AllowUnauthenticatedIdentities: false, ...settings }),
        ),
      );
    const userPools = [{ ProviderName: `https://${userPool}`, ClientId: 'client1' }];
    expect(top(await make({ CognitoIdentityProviders: userPools }))).toEqual([
      'user-pool-invalid',
      'cause',
      'user-pool-name',
    ]);
    const theirs = 'arn:aws:iam::210987654321:saml-provider/corp';
    expect(top(await make({ SamlProviderARNs: [theirs] }))).toEqual([
      'provider-arn-invalid',
      'cause',
      'provider-of-other-account',
    ]);
    const oidc = `arn:aws:iam::${account}:role/not-a-provider`;
    expect(top(await make({ SamlProviderARNs: [oidc] }))).toEqual([
      'provider-arn-invalid',
      'cause',
      'not-a-provider-arn',
    ]);
    expect(top(await make({ IdentityPoolName: 'a/b' }))).toEqual([
      'pool-name-invalid',
      'cause',
      'pool-name-characters',
    ]);
    const facebook = { 'graph.facebook.com': 'with a space' };
    expect(top(await make({ SupportedLoginProviders: facebook }))).toEqual([
      'login-providers-invalid',
      'cause',
      'app-id-characters',
    ]);
  });

  it('a developer provider that the pool does not have', async () => {
    for (const [DeveloperProviderName, cause] of [
      [undefined, 'developer-provider-missing'],
      ['login.other', 'developer-provider-name'],
    ] as const) {
      const poolId = await all.makePool({ DeveloperProviderName });
      const Logins = { [developerLogin]: 'eve' };
      const sent = all.cognito.send(new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId: poolId, Logins }));
      const known = { login: developerLogin, kind: 'developer' };
      expect(top(await pasted(poolId, sent, known))).toEqual(['no-developer-provider', 'cause', cause]);
    }
  });

  it('too many calls', async () => {
    const poolId = await all.makePool();
    await faults(all, { operation: 'GetId', error: 'TooManyRequestsException', times: 1 });
    const { explanation } = await all.check(poolId, guest);
    expect(top(explanation)).toEqual(['rate-exceeded', 'cause', 'too-many-calls']);
  });

  it('ids and logins of a wrong form', async () => {
    const poolId = await all.makePool();
    const send = (IdentityPoolId: string) => pasted(poolId, all.cognito.send(new GetIdCommand({ IdentityPoolId })));
    expect(top(await send('us-east-1_AbCdEfGhI'))).toEqual(['pool-id-invalid', 'cause', 'pool-id-user-pool']);
    const poolArn = `arn:aws:cognito-identity:us-east-1:${account}:identitypool/x`;
    expect(top(await send(poolArn.slice(0, 50)))).toEqual(['pool-id-invalid', 'cause', 'pool-id-arn']);
    const use = all.cognito.send(new GetCredentialsForIdentityCommand({ IdentityId: 'us-east-1:XYZ' }));
    expect(top(await pasted(poolId, use))).toEqual(['identity-id-invalid', 'cause', 'identity-id-form']);
    const Logins = { [userPool]: '' };
    const empty = all.cognito.send(new GetIdCommand({ IdentityPoolId: poolId, Logins }));
    expect(top(await pasted(poolId, empty))).toEqual(['login-length-invalid', 'cause', 'login-empty']);
  });
});
