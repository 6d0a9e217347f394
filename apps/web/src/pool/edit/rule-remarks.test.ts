import type { MappingRule } from '@lifeguard/shared/aws/role-mapping';
import { examplePool } from '@lifeguard/shared/pool/fixture';
import { userPoolKey } from '@lifeguard/shared/roles/provider-keys';
import { expect, it } from 'vitest';
import { ruleRemarks } from './rule-remarks.ts';

const client = { ProviderName: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc', ClientId: 'client1' };
const key = userPoolKey(client);

it('says what the form says of the rules of a mapping that changes, the same thing once', () => {
  const [one, two, three] = [
    rule('custom:department', 'a'),
    rule('custom:department', 'b'),
    rule('cognito:groups', 'c'),
  ];
  const [remarks, ...others] = ruleRemarks(examplePool(), poolWith([one, two, three]));
  expect(others).toEqual([]);
  expect(remarks).toEqual({
    key,
    remarks: [
      {
        severity: 'warning',
        text: expect.stringMatching(/^Rules 1 and 2: Users can set custom:department themselves/),
      },
    ],
  });
  expect(ruleRemarks(poolWith([one]), poolWith([one]))).toEqual([]);
  expect(ruleRemarks(poolWith([one]), examplePool())).toEqual([]);
  expect(ruleRemarks(poolWith([one]), poolWith([three]))).toEqual([]);
});

it('repeats no hint about a rule that stays as it is', () => {
  const hinted = { ...rule('cognito:groups', 'staff'), MatchType: 'Contains' as const };
  const added = rule('cognito:groups', 'x');
  const ofAll = ruleRemarks(examplePool(), poolWith([hinted])).flatMap(({ remarks }) => remarks);
  expect(ofAll).toMatchObject([{ severity: 'info' }]);
  expect(ruleRemarks(poolWith([hinted]), poolWith([hinted, added]))).toEqual([]);
});

function rule(Claim: string, Value: string): MappingRule {
  return { Claim, MatchType: 'Equals', Value, RoleARN: 'arn:aws:iam::123456789012:role/staff' };
}

function poolWith(Rules: MappingRule[]) {
  return examplePool({
    CognitoIdentityProviders: [{ ...client, ServerSideTokenCheck: true }],
    RoleMappings: { [key]: { Type: 'Rules', AmbiguousRoleResolution: 'Deny', RulesConfiguration: { Rules } } },
  });
}
