import {
  CreateIdentityPoolCommand,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type Aws, failureOf, isRemote, startAws } from '../support/setup.ts';
import { newest } from '../support/trail.ts';

let aws: Aws;
beforeEach(async () => {
  aws = await startAws();
});
afterEach(() => aws.close());

const nameOf = (roleArn: string) => roleArn.slice(roleArn.indexOf('/') + 1);

describe.runIf(!isRemote)('who made the call of an event', () => {
  it('has the session and who is behind it, in what was done with its keys', async () => {
    const trust = {
      Effect: 'Allow',
      Principal: { AWS: aws.account },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    };
    const RoleArn = await aws.createRole(undefined, JSON.stringify({ Statement: [trust] }));
    const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'console', SourceIdentity: 'ann' });
    const { Credentials: keys, AssumedRoleUser } = await aws.sts.send(assume);
    const assumed = await newest(aws, 'AssumeRole');
    expect(assumed).toMatchObject({
      ReadOnly: 'true',
      shown: {
        requestParameters: { roleArn: RoleArn, roleSessionName: 'console', sourceIdentity: 'ann' },
        responseElements: { credentials: { accessKeyId: keys?.AccessKeyId }, sourceIdentity: 'ann' },
      },
    });
    const credentials = {
      accessKeyId: keys?.AccessKeyId ?? '',
      secretAccessKey: keys?.SecretAccessKey ?? '',
      sessionToken: keys?.SessionToken ?? '',
    };
    const call = aws
      .cognitoIn(aws.region, credentials)
      .send(new CreateIdentityPoolCommand({ IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true }));
    expect((await failureOf(call)).code).toBe('AccessDeniedException');
    const event = await newest(aws, 'CreateIdentityPool');
    const principalId = AssumedRoleUser?.AssumedRoleId ?? '';
    expect(event).toMatchObject({ Username: 'console', AccessKeyId: keys?.AccessKeyId });
    expect(event.shown.userIdentity).toEqual({
      type: 'AssumedRole',
      principalId,
      arn: AssumedRoleUser?.Arn,
      accountId: aws.account,
      accessKeyId: keys?.AccessKeyId,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: principalId.split(':')[0],
          arn: RoleArn,
          accountId: aws.account,
          userName: nameOf(RoleArn),
        },
        attributes: { creationDate: expect.stringMatching(/Z$/), mfaAuthenticated: 'false' },
        sourceIdentity: 'ann',
      },
    });
  });

  it('has the identity of a pool whose user it was', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const unauthenticated = await aws.createRole();
    await aws.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { unauthenticated } }));
    const { IdentityId = '' } = await aws.cognito.send(new GetIdCommand({ IdentityPoolId }));
    const { Credentials: keys } = await aws.cognito.send(new GetCredentialsForIdentityCommand({ IdentityId }));
    const { AccessKeyId = '', SecretKey = '', SessionToken = '' } = keys ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
    await aws.raw('DeleteIdentityPool', { IdentityPoolId }, { credentials });
    const { shown, Username } = await newest(aws, 'DeleteIdentityPool');
    expect(Username).toBe('CognitoIdentityCredentials');
    expect(shown).toMatchObject({
      errorCode: 'AccessDeniedException',
      userIdentity: {
        type: 'AssumedRole',
        sessionContext: {
          webIdFederationData: {
            federatedProvider: 'cognito-identity.amazonaws.com',
            attributes: {
              'cognito-identity.amazonaws.com:aud': IdentityPoolId,
              'cognito-identity.amazonaws.com:sub': IdentityId,
            },
          },
        },
      },
    });
  });
});
