import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, describe, expect, it } from 'vitest';

import { failureOf, isRemote, startAws } from '../conformance/support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

/** A role that everybody of the account may assume, for these actions. */
async function newRole(Action: readonly string[], Condition?: object): Promise<string> {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action,
    ...(Condition === undefined ? {} : { Condition }),
  };
  return aws.createRole(undefined, JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
}

const both = ['sts:AssumeRole', 'sts:SetSourceIdentity'];

function assume(sts: STSClient, RoleArn: string, SourceIdentity?: string) {
  return sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session', SourceIdentity }));
}

/** Signs with the keys of a session of a new role that was assumed for this person. */
async function sessionOf(person: string): Promise<STSClient> {
  const { Credentials: keys } = await assume(aws.sts, await newRole(both), person);
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = keys ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  return new STSClient({ endpoint: aws.url, region: aws.region, credentials, maxAttempts: 1 });
}

describe.runIf(!isRemote)('SourceIdentity of AssumeRole', () => {
  it('is answered, and kept by the sessions that are chained to it', async () => {
    const sts = await sessionOf('ann');
    expect((await assume(sts, await newRole(both))).SourceIdentity).toBe('ann');
    expect((await assume(sts, await newRole(both), 'ann')).SourceIdentity).toBe('ann');
  });

  it('needs a trust policy that allows to set it', async () => {
    const role = await newRole(['sts:AssumeRole']);
    const refusal = { code: 'AccessDenied', message: expect.stringContaining('sts:SetSourceIdentity') };
    expect(await failureOf(assume(aws.sts, role, 'ann'))).toMatchObject(refusal);
    expect(await failureOf(assume(await sessionOf('ann'), role))).toMatchObject(refusal);
    expect((await assume(aws.sts, role)).SourceIdentity).toBeUndefined();
  });

  it('can’t become another one in a chain', async () => {
    const call = assume(await sessionOf('ann'), await newRole(both), 'bob');
    expect(await failureOf(call)).toMatchObject({ code: 'AccessDenied' });
  });

  it('can be asked for by a trust policy', async () => {
    const role = await newRole(both, { StringLike: { 'sts:SourceIdentity': 'a*' } });
    await assume(aws.sts, role, 'ann');
    expect(await failureOf(assume(aws.sts, role, 'bob'))).toMatchObject({ code: 'AccessDenied' });
    const chained = await newRole(both, { StringEquals: { 'aws:SourceIdentity': 'ann' } });
    await assume(await sessionOf('ann'), chained);
    expect(await failureOf(assume(await sessionOf('bob'), chained))).toMatchObject({ code: 'AccessDenied' });
  });
});
