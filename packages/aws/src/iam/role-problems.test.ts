import { planCreateRole, planUpdateTrust } from '@lifeguard/shared/aws/plans';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { describe, expect, it } from 'vitest';

import { refused } from './role-problems.ts';

const host = 'cognito-identity.amazonaws.com';
const trust = (Condition: object, Federated = host) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { Federated }, Action: 'sts:AssumeRoleWithWebIdentity', Condition },
  });
const create = (AssumeRolePolicyDocument: string) =>
  planCreateRole({ RoleName: 'user', Path: '/', Description: '', AssumeRolePolicyDocument });
const said = (awsError: string) => new ProblemError('aws_refused', 'AWS refused: no.', { awsError });

describe('IAM’s refusal of a trust policy', () => {
  it.each([
    ['MalformedPolicyDocument', create(trust({}))],
    ['MalformedPolicyDocumentException', planUpdateTrust('user', trust({ StringEquals: { [`${host}:sub`]: 'x' } }))],
    ['InvalidInputException', create(trust({}))],
  ])('%s without a condition on the pool is explained, under whatever name AWS refuses it', (name, planned) => {
    const { code, message, members } = refused(planned, said(name), 'user');
    expect(code).toBe('invalid_input');
    expect(message).toMatch(
      /^AWS refused: no\. The policy lets in cognito-identity\.amazonaws\.com without a condition/,
    );
    expect(message).toContain(`Add StringEquals ${host}:aud with the ID of the pool.`);
    expect(members.fields).toEqual({ AssumeRolePolicyDocument: [message] });
  });

  it.each([
    ['a condition on the pool', create(trust({ StringLike: { [`${host}:AUD`]: '*' } }))],
    ['no identity pools', create(trust({}, 'accounts.google.com'))],
    ['no policy', create('{')],
  ])('is left as it is with %s', (_, planned) => {
    expect(refused(planned, said('MalformedPolicyDocument'), 'user').message).toBe('AWS refused: no.');
  });

  it('knows the names of other partitions', () => {
    const gov = 'cognito-identity-us-gov.amazonaws.com';
    expect(refused(create(trust({}, gov)), said('MalformedPolicyDocument'), 'user').message).toContain(`${gov}:aud`);
  });
});
