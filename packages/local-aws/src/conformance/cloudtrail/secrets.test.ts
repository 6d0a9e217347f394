import {
  GetIdCommand,
  GetOpenIdTokenCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
  MergeDeveloperIdentitiesCommand,
  UnlinkDeveloperIdentityCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import { CreateUserPoolClientCommand, CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { CreateOpenIDConnectProviderCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type Aws, failureOf, isRemote, startAws, trustPolicy } from '../support/setup.ts';
import { lookUp, newest } from '../support/trail.ts';

let aws: Aws;
beforeEach(async () => {
  aws = await startAws();
  await aws.control('PUT', '/_local/trail', { reads: true });
});
afterEach(() => aws.close());

const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';

async function allEvents(): Promise<string> {
  const regions = [...new Set([aws.region, 'us-east-1'])];
  const pages = await Promise.all(regions.map((region) => lookUp(aws, {}, region)));
  return JSON.stringify(pages);
}

describe.runIf(!isRemote)('what no event shows', () => {
  it('is a session’s keys and token, and the token of a user who assumes a role', async () => {
    const { IdentityPoolId } = await aws.createPool({ AllowClassicFlow: true });
    const { IdentityId } = await aws.cognito.send(new GetIdCommand({ IdentityPoolId }));
    const { Token = '' } = await aws.cognito.send(new GetOpenIdTokenCommand({ IdentityId }));
    const RoleArn = await aws.createRole();
    const session = { RoleArn, RoleSessionName: 'user', WebIdentityToken: Token };
    const { Credentials: keys } = await aws.sts.send(new AssumeRoleWithWebIdentityCommand(session));
    const { shown, Username, AccessKeyId } = await newest(aws, 'AssumeRoleWithWebIdentity', 'us-east-1');
    expect({ Username, AccessKeyId }).toEqual({ Username: IdentityId, AccessKeyId: undefined });
    expect(shown).toMatchObject({
      userIdentity: {
        type: 'WebIdentityUser',
        principalId: `cognito-identity.amazonaws.com:${IdentityPoolId}:${IdentityId}`,
        userName: IdentityId,
        identityProvider: 'cognito-identity.amazonaws.com',
      },
      requestParameters: { roleArn: RoleArn, roleSessionName: 'user', webIdentityToken: hidden },
      responseElements: { credentials: { accessKeyId: keys?.AccessKeyId, sessionToken: hidden } },
    });
    await failureOf(aws.sts.send(new AssumeRoleWithWebIdentityCommand({ ...session, WebIdentityToken: `${Token}x` })));
    const refused = await newest(aws, 'AssumeRoleWithWebIdentity', 'us-east-1');
    expect(refused.shown).toMatchObject({
      userIdentity: { type: 'WebIdentityUser' },
      errorCode: 'InvalidIdentityToken',
    });

    const trust = { Statement: [{ Effect: 'Allow', Principal: { AWS: aws.account }, Action: 'sts:AssumeRole' }] };
    const own = await aws.createRole(undefined, JSON.stringify(trust));
    const assume = new AssumeRoleCommand({ RoleArn: own, RoleSessionName: 'own' });
    const { Credentials: ownKeys } = await aws.sts.send(assume);
    const events = await allEvents();
    for (const secret of [
      Token,
      keys?.SecretAccessKey,
      keys?.SessionToken,
      ownKeys?.SecretAccessKey,
      ownKeys?.SessionToken,
    ])
      expect(events).not.toContain(secret ?? 'missing');
  });

  it('is who the users of an app’s developer are, whether it went well or not', async () => {
    const { IdentityPoolId } = await aws.createPool({ DeveloperProviderName: 'login.example' });
    const DeveloperProviderName = 'login.example';
    const [ann, bea] = ['ann-canary', 'bea-canary'];
    for (const user of [ann, bea]) {
      const Logins = { [DeveloperProviderName]: user };
      await aws.cognito.send(new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId, Logins }));
    }
    const merge = { IdentityPoolId, DeveloperProviderName, SourceUserIdentifier: bea, DestinationUserIdentifier: ann };
    const { IdentityId } = await aws.cognito.send(new MergeDeveloperIdentitiesCommand(merge));
    expect((await newest(aws)).shown).toMatchObject({
      requestParameters: {
        identityPoolId: IdentityPoolId,
        sourceUserIdentifier: hidden,
        destinationUserIdentifier: hidden,
      },
      responseElements: { identityId: IdentityId },
    });
    const long = 'canary'.repeat(200);
    await failureOf(aws.cognito.send(new MergeDeveloperIdentitiesCommand({ ...merge, SourceUserIdentifier: long })));
    expect((await newest(aws)).shown).toMatchObject({ errorCode: 'ValidationException', errorMessage: hidden });
    const unlink = { IdentityPoolId, IdentityId, DeveloperProviderName, DeveloperUserIdentifier: bea };
    await aws.cognito.send(new UnlinkDeveloperIdentityCommand(unlink));
    await aws.raw('LookupDeveloperIdentity', { IdentityPoolId, IdentityId });
    await aws.raw('LookupDeveloperIdentity', { IdentityPoolId, DeveloperUserIdentifier: ann });
    expect(await allEvents()).not.toContain('canary');
  });

  it.each(['api.twitter.com', 'www.digits.com'])('is the consumer secret of a pool’s app at %s', async (provider) => {
    const logins = { [provider]: 'key;canary', 'graph.facebook.com': '1' };
    const { IdentityPoolId } = await aws.createPool({ SupportedLoginProviders: logins });
    const shown = { supportedLoginProviders: { [provider]: hidden, 'graph.facebook.com': '1' } };
    expect((await newest(aws)).shown).toMatchObject({ requestParameters: shown, responseElements: shown });
    const update = { IdentityPoolId, IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true };
    const SupportedLoginProviders = { [provider]: 'key;canary!' };
    await failureOf(aws.cognito.send(new UpdateIdentityPoolCommand({ ...update, SupportedLoginProviders })));
    expect((await newest(aws)).shown.errorCode).toBe('ValidationException');
    expect(await allEvents()).not.toContain('canary');
  });

  it('is the secret of an app client', async () => {
    const { UserPool } = await aws.idp.send(new CreateUserPoolCommand({ PoolName: 'u' }));
    const client = { UserPoolId: UserPool?.Id, ClientName: 'c', GenerateSecret: true };
    const { UserPoolClient } = await aws.idp.send(new CreateUserPoolClientCommand(client));
    expect((await newest(aws)).shown).toMatchObject({ responseElements: { userPoolClient: { clientSecret: hidden } } });
    expect(await allEvents()).not.toContain(UserPoolClient?.ClientSecret ?? 'missing');
  });

  it('is a member that the operation does not know', async () => {
    const input = { IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true, Password: 'canary' };
    await aws.raw('CreateIdentityPool', input);
    await aws.raw(
      'DeleteIdentityPool',
      { IdentityPoolId: { canary: 1 } },
      { credentials: await aws.sessionWith([{ Effect: 'Deny', Action: '*', Resource: '*' }]) },
    );
    const { shown } = await newest(aws);
    expect(shown).toMatchObject({ errorCode: 'AccessDeniedException', requestParameters: null });
    expect(await allEvents()).not.toContain('canary');
  });

  it('is a policy of more than 100 KB', async () => {
    const RoleName = (await aws.createRole()).split('/')[1];
    const PolicyDocument = JSON.stringify({ Statement: [], Id: 'x'.repeat(110_000) });
    await failureOf(aws.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument })));
    expect((await newest(aws, 'PutRolePolicy', 'us-east-1')).shown.requestParameters).toEqual({
      omitted: true,
      originalSize: expect.any(Number),
      reason: 'requestParameters too large',
    });
  });

  it('is not what an OIDC provider is, nor a trust policy', async () => {
    const Url = 'https://login.example';
    await aws.iam.send(
      new CreateOpenIDConnectProviderCommand({ Url, ClientIDList: ['a'], Tags: [{ Key: 'Team', Value: 'b' }] }),
    );
    expect((await newest(aws, undefined, 'us-east-1')).shown).toMatchObject({
      requestParameters: { url: Url, clientIDList: ['a'] },
      responseElements: {
        openIDConnectProviderArn: expect.stringContaining('login.example'),
        tags: [{ key: 'Team', value: 'b' }],
      },
    });
    await aws.createRole();
    expect((await newest(aws, undefined, 'us-east-1')).shown.requestParameters).toMatchObject({
      assumeRolePolicyDocument: trustPolicy,
    });
  });
});
