import { describe, expect, it } from 'vitest';

import { fixedTrustPolicy } from './trust-fix.ts';
import { poolTrustProblems } from './trust-problems.ts';
import { trustRefusals } from './trust-refusal.ts';
import { evaluatePoolTrust, poolTrustPolicy } from './trust.ts';

/** The names as AWS documents them: https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html */
const hosts = [
  ['us-east-1', 'cognito-identity.amazonaws.com'],
  ['us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com'],
  ['us-gov-east-1', 'cognito-identity.us-gov-east-1.amazonaws.com'],
  ['cn-north-1', 'cognito-identity.cn-north-1.amazonaws.com.cn'],
  ['eusc-de-east-1', 'cognito-identity.eusc-de-east-1.amazonaws.eu'],
] as const;

const idIn = (region: string) => `${region}:11111111-2222-3333-4444-555555555555`;
const statement = (host: string, poolId: string, keyHost = host) => ({
  Effect: 'Allow',
  Principal: { Federated: host },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: {
    StringEquals: { [`${keyHost}:aud`]: poolId },
    'ForAnyValue:StringLike': { [`${keyHost}:amr`]: 'authenticated' },
  },
});
const policyOf = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const wantedIn = (region: string) => ({ poolId: idIn(region), kind: 'authenticated', needsTagSession: false }) as const;
const userIn = (region: string) => ({ poolId: idIn(region), amr: ['authenticated', 'accounts.google.com'] });
const codesOf = (policy: string, region: string) =>
  poolTrustProblems(policy, wantedIn(region)).map(({ code, severity }) => `${severity} ${code}`);

describe.each(hosts)('a trust policy in %s', (region, host) => {
  const right = policyOf(statement(host, idIn(region)));

  it('fits with the name of its region', () => {
    expect(codesOf(right, region)).toEqual([]);
    expect(evaluatePoolTrust(right, userIn(region)).decision).toBe('allow');
    expect(trustRefusals(right, userIn(region))).toEqual([]);
    expect(JSON.parse(poolTrustPolicy(wantedIn(region)))).toEqual(JSON.parse(right));
    expect(fixedTrustPolicy(right, wantedIn(region))).toBe(right);
  });

  it.each(hosts.filter(([, other]) => other !== host))('does not fit with the name of %s', (_, other) => {
    const wrong = policyOf(statement(other, idIn(region)));
    expect(codesOf(wrong, region)).toEqual(['error principal-missing']);
    const [problem] = poolTrustProblems(wrong, wantedIn(region));
    expect(problem?.message).toContain(`principal ${host}:`);
    expect(problem?.message).toContain(`It names ${other},`);
    expect(evaluatePoolTrust(wrong, userIn(region)).decision).toBe('implicit-deny');
    const fixed = fixedTrustPolicy(wrong, wantedIn(region));
    expect((JSON.parse(fixed) as { Statement: object[] }).Statement).toContainEqual(statement(host, idIn(region)));
  });

  it.each(hosts.filter(([, other]) => other !== host))('does not fit with the condition keys of %s', (_, other) => {
    const wrong = policyOf(statement(host, idIn(region), other));
    expect(new Set(codesOf(wrong, region))).toEqual(new Set(['error condition-refuses']));
    expect(trustRefusals(wrong, userIn(region)).every(({ isCertain }) => isCertain)).toBe(true);
    expect(codesOf(fixedTrustPolicy(wrong, wantedIn(region)), region)).toEqual([]);
  });

  it('may name those of every region, each in a statement', () => {
    const all = policyOf(...hosts.map(([, name]) => statement(name, idIn(region))));
    expect(codesOf(all, region)).toEqual([]);
  });
});
