import {
  CreateIdentityPoolCommand,
  DescribeIdentityPoolCommand,
  GetIdCommand,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
  TagResourceCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import { CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DeleteRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type Aws, failureOf, isRemote, startAws, trustPolicy } from '../support/setup.ts';
import { lookUp, newest } from '../support/trail.ts';

let aws: Aws;
beforeEach(async () => {
  aws = await startAws();
});
afterEach(() => aws.close());

const nameOf = (roleArn: string) => roleArn.slice(roleArn.indexOf('/') + 1);

// On AWS an event can be looked up minutes after the call.
describe.runIf(!isRemote)('what becomes an event', () => {
  it('is a pool that is made, in CloudTrail’s words', async () => {
    const { IdentityPoolId, $metadata } = await aws.cognito.send(
      new CreateIdentityPoolCommand({
        IdentityPoolName: 'p',
        AllowUnauthenticatedIdentities: true,
        SupportedLoginProviders: { 'graph.facebook.com': '1' },
        IdentityPoolTags: { Team: 'blue' },
      }),
    );
    const event = await newest(aws);
    const members = {
      identityPoolName: 'p',
      allowUnauthenticatedIdentities: true,
      supportedLoginProviders: { 'graph.facebook.com': '1' },
      identityPoolTags: { Team: 'blue' },
    };
    expect(event.shown).toEqual({
      eventVersion: '1.11',
      userIdentity: {
        type: 'Root',
        principalId: aws.account,
        arn: `arn:aws:iam::${aws.account}:root`,
        accountId: aws.account,
        accessKeyId: 'test',
      },
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      eventSource: 'cognito-identity.amazonaws.com',
      eventName: 'CreateIdentityPool',
      awsRegion: aws.region,
      sourceIPAddress: '127.0.0.1',
      userAgent: expect.stringContaining('aws-sdk-js'),
      requestParameters: members,
      responseElements: { identityPoolId: IdentityPoolId, ...members },
      requestID: $metadata.requestId,
      eventID: event.EventId,
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: aws.account,
      eventCategory: 'Management',
    });
    expect(event).toMatchObject({
      EventName: 'CreateIdentityPool',
      ReadOnly: 'false',
      AccessKeyId: 'test',
      EventSource: 'cognito-identity.amazonaws.com',
      Username: 'root',
      Resources: [{ ResourceType: 'AWS::Cognito::IdentityPool', ResourceName: IdentityPoolId }],
    });
    expect(event.EventTime?.toISOString()).toContain('.000Z');
  });

  it('is a change of roles', async () => {
    const { IdentityPoolId } = await aws.createPool({ SupportedLoginProviders: { 'graph.facebook.com': '1' } });
    const RoleARN = await aws.createRole();
    const Rules = [{ Claim: 'Team', MatchType: 'Equals' as const, Value: 'Blue', RoleARN }];
    const mapping = { Type: 'Rules' as const, AmbiguousRoleResolution: 'Deny' as const, RulesConfiguration: { Rules } };
    const RoleMappings = { 'graph.facebook.com': mapping };
    await aws.cognito.send(
      new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated: RoleARN }, RoleMappings }),
    );
    const { shown } = await newest(aws);
    expect(shown.requestParameters).toEqual({
      identityPoolId: IdentityPoolId,
      roles: { authenticated: RoleARN },
      roleMappings: {
        'graph.facebook.com': {
          type: 'Rules',
          ambiguousRoleResolution: 'Deny',
          rulesConfiguration: { rules: [{ claim: 'Team', matchType: 'Equals', value: 'Blue', roleARN: RoleARN }] },
        },
      },
    });
    expect(shown.responseElements).toBeNull();
  });

  it('has the names of tags and attributes as their owner has written them', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const map = { IdentityPoolId, IdentityProviderName: 'graph.facebook.com', UseDefaults: false };
    await aws.cognito.send(new SetPrincipalTagAttributeMapCommand({ ...map, PrincipalTags: { Team: 'Claim' } }));
    const shown = {
      identityPoolId: IdentityPoolId,
      identityProviderName: 'graph.facebook.com',
      useDefaults: false,
      principalTags: { Team: 'Claim' },
    };
    expect((await newest(aws)).shown).toMatchObject({ requestParameters: shown, responseElements: shown });
  });

  it('is a tag of a pool, and a user pool', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const ResourceArn = `arn:aws:cognito-identity:${aws.region}:${aws.account}:identitypool/${IdentityPoolId}`;
    await aws.cognito.send(new TagResourceCommand({ ResourceArn, Tags: { Team: 'blue' } }));
    expect(await newest(aws)).toMatchObject({
      EventName: 'TagResource',
      Resources: [{ ResourceName: IdentityPoolId }],
      shown: { requestParameters: { resourceArn: ResourceArn, tags: { Team: 'blue' } } },
    });
    const { UserPool } = await aws.idp.send(new CreateUserPoolCommand({ PoolName: 'u', UserPoolTags: { Team: 'x' } }));
    expect((await newest(aws)).shown).toMatchObject({
      eventSource: 'cognito-idp.amazonaws.com',
      responseElements: { userPool: { id: UserPool?.Id, userPoolTags: { Team: 'x' } } },
    });
  });

  it('is a refusal, with its code and its text', async () => {
    const input = { IdentityPoolId: `${aws.region}:0`, IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true };
    const { code, message } = await failureOf(aws.cognito.send(new UpdateIdentityPoolCommand(input)));
    expect((await newest(aws)).shown).toMatchObject({
      errorCode: code,
      errorMessage: message,
      requestParameters: { identityPoolId: input.IdentityPoolId },
      responseElements: null,
    });
  });

  it('is what a policy has denied', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const credentials = await aws.sessionWith([{ Effect: 'Allow', Action: 'sts:*', Resource: '*' }]);
    const answer = await aws.raw('DeleteIdentityPool', { IdentityPoolId }, { credentials });
    expect((await newest(aws)).shown).toMatchObject({
      eventName: 'DeleteIdentityPool',
      errorCode: 'AccessDeniedException',
      errorMessage: expect.stringContaining('cognito-identity:DeleteIdentityPool'),
      requestID: answer.headers['x-amzn-requestid'],
      requestParameters: { identityPoolId: IdentityPoolId },
    });
  });

  it('is of IAM in us-east-1 only, whatever region was called', async () => {
    const arn = await aws.createRole();
    const RoleName = nameOf(arn);
    await aws.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trustPolicy }));
    const event = await newest(aws, 'UpdateAssumeRolePolicy', 'us-east-1');
    expect(event).toMatchObject({
      EventSource: 'iam.amazonaws.com',
      Resources: [{ ResourceType: 'AWS::IAM::Role', ResourceName: RoleName }],
      shown: { awsRegion: 'us-east-1', requestParameters: { roleName: RoleName, policyDocument: trustPolicy } },
    });
    const made = (await newest(aws, 'CreateRole', 'us-east-1')).shown;
    expect(made.responseElements).toMatchObject({ role: { roleName: RoleName, arn } });
    await failureOf(aws.iam.send(new DeleteRoleCommand({ RoleName: 'nobody' })));
    expect((await newest(aws, 'DeleteRole', 'us-east-1')).shown).toMatchObject({ errorCode: 'NoSuchEntity' });
    expect(await lookUp(aws)).toEqual([]);
  });

  it('is no data event, no read and nothing that has not reached its service', async () => {
    const { IdentityPoolId } = await aws.createPool();
    await aws.cognito.send(new GetIdCommand({ IdentityPoolId }));
    await aws.cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
    await aws.raw('DeleteIdentityPool', { IdentityPoolId }, { credentials: 'none' });
    await aws.raw('DeleteIdentityPool', { IdentityPoolId: 1 });
    await aws.raw('DeleteIdentityPool', '{');
    await aws.raw('NoOperation', {});
    expect((await lookUp(aws)).map(({ EventName }) => EventName)).toEqual(['CreateIdentityPool']);
  });

  it('is a read where reads are asked for, without its answer, but still no data event', async () => {
    await aws.control('PUT', '/_local/trail', { reads: true });
    const { IdentityPoolId } = await aws.createPool();
    await aws.cognito.send(new GetIdCommand({ IdentityPoolId }));
    await aws.cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
    const event = await newest(aws);
    expect(event).toMatchObject({
      EventName: 'DescribeIdentityPool',
      ReadOnly: 'true',
      shown: { requestParameters: { identityPoolId: IdentityPoolId }, responseElements: null, readOnly: true },
    });
    expect((await lookUp(aws)).map(({ EventName }) => EventName)).toEqual([
      'LookupEvents',
      'DescribeIdentityPool',
      'CreateIdentityPool',
    ]);
  });

  it('is what was done before an answer got lost', async () => {
    await aws.control('PUT', '/_local/faults', {
      rules: [{ operation: 'CreateIdentityPool', error: 'InternalErrorException', afterEffect: true }],
    });
    const input = { IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true };
    const answer = await aws.raw('CreateIdentityPool', input);
    expect(answer.status).toBe(500);
    expect((await newest(aws)).shown).toMatchObject({
      requestID: answer.headers['x-amzn-requestid'],
      responseElements: { identityPoolName: 'p' },
    });
  });
});
