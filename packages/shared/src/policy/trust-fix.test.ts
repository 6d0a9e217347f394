import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parsePolicy } from './document.ts';
import { poolTrustProblems } from './trust-problems.ts';
import { evaluatePolicies, evaluatePoolTrust, poolTrustPolicy, type PoolUser, type WantedPoolTrust } from './trust.ts';
import { fixedTrustPolicy } from './trust-fix.ts';

const host = 'cognito-identity.amazonaws.com';
const poolId = 'eu-west-1:3f1c2a5e-0000-4000-8000-000000000001';
const otherPool = 'eu-west-1:3f1c2a5e-0000-4000-8000-000000000002';
const unknownPool = 'eu-west-1:3f1c2a5e-0000-4000-8000-000000000003';
const assume = 'sts:AssumeRoleWithWebIdentity';
const aud = (...ids: string[]) => ({ StringEquals: { [`${host}:aud`]: ids.length === 1 ? ids[0] : ids } });
const amr = (...kinds: string[]) => ({
  'ForAnyValue:StringLike': { [`${host}:amr`]: kinds.length === 1 ? kinds[0] : kinds },
});
const users = { Effect: 'Allow', Principal: { Federated: host }, Action: assume };
const fitting = { ...users, Condition: { ...aud(poolId), ...amr('authenticated') } };
const guest = { ...users, Condition: { ...aud(poolId), ...amr('unauthenticated') } };
const lambda = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
const denied = { Effect: 'Deny', Principal: '*', Action: '*' };
const signedIn: WantedPoolTrust = { poolId, kind: 'authenticated', needsTagSession: false };
const tagged: WantedPoolTrust = { ...signedIn, needsTagSession: true };
const guests: WantedPoolTrust = { ...signedIn, kind: 'unauthenticated' };

function fix(statements: object | object[], wanted: WantedPoolTrust): unknown {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return (JSON.parse(fixedTrustPolicy(text, wanted)) as { Statement: unknown }).Statement;
}

describe('fixedTrustPolicy', () => {
  it.each<[string, WantedPoolTrust, object | object[], object | object[]]>([
    ['adds a statement beside one of a service', signedIn, [lambda], [lambda, fitting]],
    ['adds a statement beside a single one', signedIn, lambda, [lambda, fitting]],
    [
      'adds the pool to a list',
      signedIn,
      { ...users, Condition: { ...aud(otherPool), ...amr('authenticated') } },
      { ...users, Condition: { ...aud(otherPool, poolId), ...amr('authenticated') } },
    ],
    [
      'does not let guests in with the pool: the other pool keeps its own statement',
      signedIn,
      [{ ...users, Condition: aud(otherPool) }],
      [{ ...users, Condition: aud(otherPool) }, fitting],
    ],
    ['adds sts:TagSession', tagged, [lambda, fitting], [lambda, { ...fitting, Action: [assume, 'sts:TagSession'] }]],
    [
      'gives sts:TagSession to no other pool',
      tagged,
      [{ ...fitting, Condition: { ...aud(poolId, otherPool), ...amr('authenticated') } }],
      [
        { ...fitting, Condition: { ...aud(poolId, otherPool), ...amr('authenticated') } },
        { ...fitting, Action: [assume, 'sts:TagSession'] },
      ],
    ],
    [
      'adds the action',
      signedIn,
      { ...fitting, Action: 'sts:AssumeRole' },
      { ...fitting, Action: ['sts:AssumeRole', assume] },
    ],
    [
      'names the pool where none is named',
      signedIn,
      { ...users, Condition: amr('authenticated') },
      { ...users, Condition: { ...amr('authenticated'), ...aud(poolId) } },
    ],
    ['names pool and kind where there is no condition', signedIn, [users, lambda], [fitting, lambda]],
    ['names the kind where none is named', signedIn, { ...users, Condition: aud(poolId) }, fitting],
    [
      'leaves the kind open for guests',
      guests,
      { ...users, Condition: aud(poolId) },
      { ...users, Condition: aud(poolId) },
    ],
    [
      'narrows for its own users only',
      signedIn,
      [{ ...users, Condition: aud(poolId, otherPool) }],
      [fitting, { ...users, Condition: aud(otherPool) }],
    ],
    [
      'narrows identity pools only',
      signedIn,
      [{ ...users, Sid: 'All', Principal: { Federated: [host, 'accounts.google.com'], AWS: '123456789012' } }],
      [
        { ...fitting, Sid: 'All' },
        { ...users, Principal: { AWS: '123456789012', Federated: ['accounts.google.com'] } },
      ],
    ],
    [
      'leaves a pattern as it is',
      signedIn,
      [{ ...users, Condition: { StringLike: { [`${host}:aud`]: 'eu-west-1:*' }, ...amr('authenticated') } }],
      [{ ...users, Condition: { StringLike: { [`${host}:aud`]: 'eu-west-1:*' }, ...amr('authenticated') } }],
    ],
    [
      'compares amr as a list',
      signedIn,
      { ...users, Condition: { StringEquals: { [`${host}:aud`]: poolId, [`${host}:amr`]: 'authenticated' } } },
      fitting,
    ],
    [
      'adds guests',
      guests,
      fitting,
      { ...users, Condition: { ...aud(poolId), ...amr('authenticated', 'unauthenticated') } },
    ],
    ['keeps guests that are named', signedIn, [guest], [guest, fitting]],
    [
      'lets a Deny spare the pool',
      signedIn,
      [fitting, lambda, { ...denied, Sid: 'Stop' }],
      [fitting, lambda, { ...denied, Sid: 'Stop', Condition: { StringNotEquals: { [`${host}:aud`]: poolId } } }],
    ],
    [
      'adds the pool to those that a Deny spares',
      signedIn,
      [fitting, { ...denied, Condition: { StringNotEquals: { [`${host}:aud`]: otherPool } } }],
      [fitting, { ...denied, Condition: { StringNotEquals: { [`${host}:aud`]: [otherPool, poolId] } } }],
    ],
    [
      'lets a Deny spare only the wanted kind',
      signedIn,
      [fitting, guest, denied],
      [
        fitting,
        guest,
        { ...denied, Condition: { StringNotEquals: { [`${host}:aud`]: poolId } } },
        { ...denied, Condition: { 'ForAllValues:StringNotLike': { [`${host}:amr`]: 'authenticated' } } },
      ],
    ],
    [
      'leaves one provider alone',
      signedIn,
      [{ ...users, Condition: { ...aud(poolId), ...amr('graph.facebook.com') } }],
      [{ ...users, Condition: { ...aud(poolId), ...amr('graph.facebook.com') } }],
    ],
  ])('%s', (_, wanted, statements, expected) => {
    expect(fix(statements, wanted)).toEqual(expected);
  });

  it('gives the same text where nothing is to be done', () => {
    const text = ` {"Statement": [${JSON.stringify(fitting)}] }`;
    expect(fixedTrustPolicy(text, signedIn)).toBe(text);
  });

  it('replaces what is no policy', () => {
    expect(fixedTrustPolicy('{"Statement":[]}', tagged)).toBe(poolTrustPolicy(tagged));
  });

  const ids = fc.subarray([poolId, otherPool, 'eu-west-1:*'], { minLength: 1 });
  const kinds = fc.subarray(['authenticated', 'unauthenticated', 'graph.facebook.com'], { minLength: 1 });
  const operator = fc.constantFrom(
    'StringEquals',
    'StringLike',
    'ForAnyValue:StringLike',
    'StringNotEquals',
    'ForAllValues:StringLike',
    'Odd',
  );
  const conditions = fc
    .array(
      fc.oneof(
        fc.tuple(operator, fc.constant(`${host}:aud`), ids),
        fc.tuple(operator, fc.constant(`${host}:AMR`), kinds),
        fc.tuple(operator, fc.constant('aws:RequestTag/team'), fc.constant<string[]>(['web'])),
        fc.tuple(operator, fc.constant('aws:SourceIp'), fc.constant<string[]>(['10.0.0.0/8'])),
      ),
      { maxLength: 3 },
    )
    .map((entries) =>
      entries.reduce<Record<string, Record<string, string[]>>>(
        (all, [name, key, values]) => ({ ...all, [name]: { ...all[name], [key]: values } }),
        {},
      ),
    );
  const statement = fc.record(
    {
      Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
      Principal: fc.constantFrom<unknown>(
        '*',
        { Federated: host },
        { Federated: [host, 'accounts.google.com'] },
        { Service: 'lambda.amazonaws.com' },
        { Service: 'lambda.amazonaws.com', Federated: host },
      ),
      Action: fc.constantFrom<unknown>(assume, ['sts:AssumeRole', 'sts:TagSession'], 'sts:*', 'sts:AssumeRole*'),
      Condition: conditions,
    },
    { requiredKeys: ['Effect', 'Principal', 'Action'] },
  );
  const policies = fc
    .record({
      Version: fc.constantFrom('2012-10-17', '2008-10-17'),
      Statement: fc.oneof(statement, fc.array(statement, { minLength: 1, maxLength: 4 })),
    })
    .map((policy) => JSON.stringify(policy));
  const wishes = fc.constantFrom(signedIn, tagged, guests);

  it('leaves no error, and nothing to do for a second time', () => {
    fc.assert(
      fc.property(policies, wishes, (text, wanted) => {
        const fixed = fixedTrustPolicy(text, wanted);
        expect(poolTrustProblems(fixed, wanted).filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(fixedTrustPolicy(fixed, wanted)).toBe(fixed);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves services and other identity providers as they are', () => {
    const may = (policy: string) => [
      isAllowed(policy, 'Service', 'lambda.amazonaws.com', 'sts:AssumeRole'),
      isAllowed(policy, 'Federated', 'accounts.google.com', assume),
    ];
    fc.assert(
      fc.property(policies, wishes, (text, wanted) => {
        expect(may(fixedTrustPolicy(text, wanted))).toEqual(may(text));
      }),
      { numRuns: 500 },
    );
  });

  // What IAM takes: whoever lets users of pools in says of which.
  it('leaves no statement without a condition on the pool where it changes anything', () => {
    fc.assert(
      fc.property(policies, wishes, (text, wanted) => {
        const fixed = fixedTrustPolicy(text, wanted);
        fc.pre(fixed !== text);
        const parsed = parsePolicy(fixed, 'trust');
        const open = (parsed.isValid ? parsed.policy.Statement : []).filter(
          ({ Effect, Principal, Condition }) =>
            Effect === 'Allow' &&
            typeof Principal === 'object' &&
            Principal.Federated?.includes(host) === true &&
            !Condition.some(({ key }) => key.toLowerCase() === `${host}:aud`),
        );
        expect(open).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  const amrs = [['unauthenticated'], ['authenticated', 'graph.facebook.com'], ['authenticated', 'x']];
  const kindsOf = (policy: string, id: string) => amrs.map((values) => canGet(policy, { poolId: id, amr: values }));

  it('leaves users of other pools as they are, where not every pool in the world is let in', () => {
    fc.assert(
      fc.property(policies, wishes, (text, wanted) => {
        fc.pre(!kindsOf(text, unknownPool).includes(true));
        const fixed = fixedTrustPolicy(text, wanted);
        expect(kindsOf(fixed, otherPool)).toEqual(kindsOf(text, otherPool));
        expect(kindsOf(fixed, unknownPool)).not.toContain(true);
      }),
      { numRuns: 500 },
    );
  });

  it('lets no guests in with signed-in users', () => {
    fc.assert(
      fc.property(policies, fc.constantFrom(signedIn, tagged), (text, wanted) => {
        const [guestsBefore = false] = kindsOf(text, poolId);
        const [guestsAfter = false] = kindsOf(fixedTrustPolicy(text, wanted), poolId);
        expect(guestsAfter && !guestsBefore).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

function canGet(policy: string, user: PoolUser): boolean {
  return evaluatePoolTrust(policy, { identityId: user.poolId, ...user }).decision === 'allow';
}

function isAllowed(text: string, type: 'Service' | 'Federated', id: string, action: string): boolean {
  const parsed = parsePolicy(text, 'trust');
  if (!parsed.isValid) return false;
  const context = { values: new Map<string, string[]>(), isKnown: () => true };
  return evaluatePolicies([parsed.policy], { action, principal: { type, ids: [id] }, context }).decision === 'allow';
}
