import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { poolTrustProblems } from './trust-problems.ts';
import { poolTrustPolicy, type WantedPoolTrust } from './trust.ts';

const host = 'cognito-identity.amazonaws.com';
const poolId = 'eu-west-1:3f1c2a5e-0000-4000-8000-000000000001';
const otherPool = 'eu-west-1:3f1c2a5e-0000-4000-8000-000000000002';
const aud = { StringEquals: { [`${host}:aud`]: poolId } };
const amr = (value: unknown) => ({ 'ForAnyValue:StringLike': { [`${host}:amr`]: value } });
const allow = {
  Effect: 'Allow',
  Principal: { Federated: host },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { ...aud, ...amr('authenticated') },
};
const deny = { Effect: 'Deny', Principal: '*', Action: '*' };

function problems(wanted: Partial<WantedPoolTrust>, ...statements: object[]) {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return poolTrustProblems(text, { poolId, kind: 'authenticated', needsTagSession: false, ...wanted });
}

describe('poolTrustProblems', () => {
  const guests: Partial<WantedPoolTrust> = { kind: 'unauthenticated' };
  const tags: Partial<WantedPoolTrust> = { needsTagSession: true };
  const only = (Condition: object) => ({ ...allow, Condition });
  const forAll = (value: unknown) => ({ 'ForAllValues:StringLike': { [`${host}:amr`]: value } });
  const [github, facebook] = ['token.actions.githubusercontent.com', 'graph.facebook.com'] as const;
  const signIns: Readonly<Record<string, readonly string[]>> = {
    [github]: ['authenticated', github, `arn:aws:iam::123456789012:oidc-provider/${github}:OIDC:repo`],
    [facebook]: ['authenticated', facebook, `${facebook}:app:1`],
  };
  /** The role of a pool with these providers. */
  const of = (...names: string[]): Partial<WantedPoolTrust> => ({ signIns: names.map((name) => signIns[name] ?? []) });

  it.each<[string, Partial<WantedPoolTrust>, object[], string[]]>([
    ['a fitting policy', {}, [allow], []],
    ['a list of pools', {}, [only({ StringEquals: { [`${host}:aud`]: [otherPool, poolId] }, ...amr('auth*') })], []],
    ['two statements', {}, [{ ...allow, Principal: { Service: 'ec2.amazonaws.com' } }, allow], []],
    ['another principal', {}, [{ ...allow, Principal: { AWS: '*' } }], ['error principal-missing']],
    ['no Allow', {}, [{ ...deny, Action: 'sts:AssumeRole' }], ['error principal-missing']],
    ['another action', {}, [{ ...allow, Action: 'sts:AssumeRole' }], ['error action-missing']],
    ['no TagSession', tags, [allow], ['error tag-session-missing']],
    ['TagSession', tags, [{ ...allow, Action: ['sts:AssumeRole*', 'sts:TagSession'] }], []],
    ['TagSession in a statement of its own', tags, [allow, { ...allow, Action: 'sts:TagSession' }], []],
    [
      'the wrong action and no TagSession',
      tags,
      [{ ...allow, Action: 'sts:AssumeRole' }],
      ['error action-missing', 'error tag-session-missing'],
    ],
    ['no aud', {}, [only(amr('authenticated'))], ['warning aud-missing']],
    [
      'an aud for every pool of the region',
      {},
      [only({ StringLike: { [`${host}:aud`]: 'eu-west-1:*' }, ...amr('authenticated') })],
      ['warning aud-missing'],
    ],
    [
      'an aud in a Deny',
      {},
      [only(amr('authenticated')), { ...deny, Condition: { StringNotEquals: { [`${host}:aud`]: poolId } } }],
      [],
    ],
    ['another pool', { poolId: otherPool }, [allow], ['error aud-other-pool']],
    ['no amr', {}, [only(aud)], ['warning amr-missing']],
    ['no amr for guests', guests, [only(aud)], []],
    ['no condition', {}, [only({})], ['warning aud-missing', 'warning amr-missing']],
    ['both kinds', {}, [only({ ...aud, ...amr(['authenticated', 'unauthenticated']) })], ['warning amr-missing']],
    ['guests for a role of signed-in users', guests, [allow], ['error amr-refuses']],
    ['signed-in users for a guest role', {}, [only({ ...aud, ...amr('unauthenticated') })], ['error amr-refuses']],
    [
      'signed-in users for a guest role, with a wildcard',
      {},
      [only({ ...aud, ...amr('unauth*') })],
      ['error amr-refuses'],
    ],
    ['one provider', {}, [only({ ...aud, ...amr('graph.facebook.com') })], ['warning amr-refuses']],
    ['one provider, for guests', guests, [only({ ...aud, ...amr('graph.facebook.com') })], ['error amr-refuses']],
    [
      'one provider of any pool',
      {},
      [only(amr(['unauthenticated', 'graph.facebook.com:*']))],
      ['warning amr-refuses', 'warning aud-missing', 'warning amr-missing'],
    ],
    [
      'one provider and no TagSession',
      tags,
      [only({ ...aud, ...amr('graph.facebook.com') })],
      ['warning amr-refuses', 'error tag-session-missing'],
    ],
    [
      'amr compared as if it were one value',
      {},
      [only({ StringEquals: { [`${host}:aud`]: poolId, [`${host}:amr`]: 'authenticated' } })],
      ['error amr-refuses'],
    ],
    [
      'another pool and another kind',
      { poolId: otherPool },
      [only({ ...aud, ...amr('unauthenticated') })],
      ['error aud-other-pool', 'error amr-refuses'],
    ],
    [
      'the statement that comes closest',
      { poolId: otherPool },
      [only({ ...aud, ...amr('unauthenticated') }), allow],
      ['error aud-other-pool'],
    ],
    ['a Deny', {}, [allow, { ...deny, Sid: 'Stop' }], ['error denied']],
    [
      'a Deny that can not be checked',
      {},
      [allow, { ...deny, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }],
      ['warning denied'],
    ],
    [
      'a condition that can not be checked',
      {},
      [only({ ...allow.Condition, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
      ['warning condition-refuses'],
    ],
    [
      'a condition on one identity',
      {},
      [only({ ...allow.Condition, StringEquals: { ...aud.StringEquals, [`${host}:sub`]: 'eu-west-1:x' } })],
      ['warning condition-refuses'],
    ],
    [
      'a condition on a tag that the pool does not pass',
      {},
      [only({ ...allow.Condition, StringLike: { 'aws:RequestTag/team': '*' } })],
      ['error condition-refuses'],
    ],
    [
      'a condition on a tag that the pool may pass',
      tags,
      [{ ...only({ ...allow.Condition, StringLike: { 'aws:RequestTag/team': '*' } }), Action: 'sts:*' }],
      ['warning condition-refuses'],
    ],
    [
      'ForAllValues with all that the user has',
      {},
      [only({ ...aud, ...forAll(['authenticated', 'any-provider*']) })],
      [],
    ],
    [
      'ForAllValues of one provider',
      {},
      [only({ ...aud, ...forAll(['authenticated', 'graph.facebook.com*']) })],
      ['warning amr-refuses'],
    ],
    [
      'ForAllValues without who the user is at the provider',
      {},
      [only({ ...aud, ...forAll(['authenticated', 'graph.facebook.com']) })],
      ['error amr-refuses'],
    ],
    ['ForAllValues without the provider', {}, [only({ ...aud, ...forAll('authenticated') })], ['error amr-refuses']],
    ['ForAllValues for guests', guests, [only({ ...aud, ...forAll('unauthenticated') })], []],
    ['the pool’s only provider', of(github), [only({ ...aud, ...amr(github) })], []],
    ['the pool’s only provider and its ARN', of(github), [only({ ...aud, ...amr(`*/${github}:OIDC:*`) })], []],
    ['the pool’s only provider, by a pattern', of(github), [only({ ...aud, ...amr('token.actions.*') })], []],
    ['both providers of the pool', of(github, facebook), [only({ ...aud, ...amr([github, facebook]) })], []],
    [
      'both providers, each in a statement',
      of(github, facebook),
      [only({ ...aud, ...amr(github) }), only({ ...aud, ...amr(facebook) })],
      [],
    ],
    ['one of two providers', of(github, facebook), [only({ ...aud, ...amr(github) })], ['warning amr-refuses']],
    ['a provider that the pool does not have', of(facebook), [only({ ...aud, ...amr(github) })], ['error amr-refuses']],
    [
      'ForAllValues of the pool’s only provider',
      of(facebook),
      [only({ ...aud, ...forAll(['authenticated', `${facebook}*`]) })],
      [],
    ],
    [
      'the only provider and no TagSession',
      { ...of(github), ...tags },
      [only({ ...aud, ...amr(github) })],
      ['error tag-session-missing'],
    ],
    ['the only provider and no aud', of(github), [only(amr(github))], ['warning aud-missing']],
  ])('finds what is wrong with %s', (_, wanted, statements, expected) => {
    expect(problems(wanted, ...statements).map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
  });

  it.each<[string, object[], string[]]>([
    ['another pool', [allow], ['warning aud-new-pool']],
    [
      'another pool and no signed-in users',
      [only({ ...aud, ...amr('unauthenticated') })],
      ['warning aud-new-pool', 'error amr-refuses'],
    ],
    ['no pool', [only(amr('authenticated'))], ['warning aud-missing']],
    [
      'every pool of the region',
      [only({ StringLike: { [`${host}:aud`]: 'eu-west-1:*' }, ...amr('auth*') })],
      ['warning aud-missing'],
    ],
    ['another principal', [{ ...allow, Principal: { AWS: '*' } }], ['error principal-missing']],
    [
      'others by a Deny',
      [only(amr('authenticated')), { ...deny, Condition: { StringNotEquals: { [`${host}:aud`]: poolId } } }],
      ['error denied'],
    ],
  ])('judges for a pool that is still to be created a policy that names %s', (_, Statement, expected) => {
    const wanted = { region: 'eu-west-1', kind: 'authenticated', needsTagSession: false } as const;
    const found = poolTrustProblems(JSON.stringify({ Version: '2012-10-17', Statement }), wanted);
    expect(found.map(({ severity, code }) => `${severity} ${code}`).sort()).toEqual(expected.sort());
    expect(found.map(({ message }) => message).join()).not.toContain('ffffffff');
  });

  it('names the users that one of several providers shuts out', () => {
    const [problem] = problems(of(github, facebook), only({ ...aud, ...amr(github) }));
    expect(problem?.message).toBe(
      `Signed-in users of ${facebook} get no credentials: they don't meet ForAnyValue:StringLike ${host}:amr: ${github}.`,
    );
  });

  it('says that IAM saves no policy without a word about pools, and nothing of it where there is one', () => {
    const openMessages = [
      problems({}, only(amr('authenticated'))),
      problems({}, only({ StringLike: { [`${host}:aud`]: '*' }, ...amr('authenticated') })),
    ].map((found) => found.find(({ code }) => code === 'aud-missing')?.message ?? '');
    expect(openMessages[0]).toMatch(/IAM saves no change of this policy without one\.$/);
    expect(openMessages[1]).toMatch(/can use the role too\.$/);
  });

  it('says why a text is not a trust policy', () => {
    const [problem] = poolTrustProblems('{"Statement":[]}', { poolId, kind: 'authenticated', needsTagSession: false });
    expect(problem).toEqual({
      code: 'not-a-policy',
      severity: 'error',
      message: 'This is not a trust policy, so nobody can use the role. Statement: This list is empty.',
    });
  });

  it('names the provider, the pool and the statement', () => {
    expect(problems({}, { ...allow, Condition: { ...aud, ...amr('graph.facebook.com') } })[0]?.message).toContain(
      'only users of graph.facebook.com:',
    );
    expect(problems({ poolId: otherPool }, allow)[0]?.message).toContain(otherPool);
    expect(problems({}, allow, { ...deny, Sid: 'Stop' })[0]?.message).toContain('Statement 2 (Stop) denies');
  });

  it('has nothing against the policy that the console writes', () => {
    const wanted = fc.record<WantedPoolTrust>({
      poolId: fc.uuid().map((id) => `eu-west-1:${id}`),
      kind: fc.constantFrom('authenticated', 'unauthenticated'),
      needsTagSession: fc.boolean(),
    });
    fc.assert(
      fc.property(wanted, (given) => {
        expect(poolTrustProblems(poolTrustPolicy(given), given)).toEqual([]);
      }),
    );
  });

  it('never throws', () => {
    const value = fc.oneof(fc.constantFrom('*', 'authenticated', host, '${x}'), fc.jsonValue());
    const statement = fc.record(
      { Effect: fc.constantFrom('Allow', 'Deny'), Principal: value, Action: value, Condition: value },
      { requiredKeys: ['Effect', 'Principal', 'Action'] },
    );
    fc.assert(
      fc.property(fc.array(statement), fc.boolean(), (statements, needsTagSession) => {
        expect(Array.isArray(problems({ needsTagSession }, ...statements))).toBe(true);
      }),
    );
  });
});
