import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parsePolicy, type Policy, type PolicyKind } from './document.ts';
import {
  evaluatePolicies,
  evaluatePoolTrust,
  type PolicyRequest,
  poolTrustPolicy,
  type PoolUser,
  type WantedPoolTrust,
} from './trust.ts';

const poolId = 'eu-west-1:3f1c2a5e-0000-4000-8000-000000000001';
const host = 'cognito-identity.amazonaws.com';

function policy(kind: PolicyKind, ...statements: object[]): Policy {
  const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), kind);
  if (!parsed.isValid) throw new Error(parsed.message);
  return parsed.policy;
}

const context = {
  values: new Map([['aws:username', ['ann']]]),
  isKnown: (key: string) => key === 'aws:username' || key === 'aws:absent',
};

function identityDecision(statements: object[], request: Partial<PolicyRequest> = {}) {
  const asked = { action: 's3:GetObject', resource: 'arn:aws:s3:::bucket/ann/x', context, ...request };
  return evaluatePolicies([policy('identity', ...statements)], asked).decision;
}

const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' };

describe('evaluatePolicies', () => {
  it.each<[string, object, Partial<PolicyRequest>, boolean]>([
    ['the action', { Action: 's3:GetObject' }, {}, true],
    ['the action in other letters', { Action: 'S3:getobject' }, {}, true],
    ['a wildcard', { Action: ['ec2:*', 's3:Get*'] }, {}, true],
    ['another action', { Action: 's3:PutObject' }, {}, false],
    ['all actions but one', { Action: undefined, NotAction: 's3:Put*' }, {}, true],
    ['all actions but this one', { Action: undefined, NotAction: 's3:get*' }, {}, false],
    ['the resource', { Resource: 'arn:aws:s3:::bucket/ann/x' }, {}, true],
    ['resources across slashes', { Resource: 'arn:aws:s3:::b*x' }, {}, true],
    ['a resource in other letters', { Resource: 'arn:aws:s3:::Bucket/ann/x' }, {}, false],
    ['all resources but others', { Resource: undefined, NotResource: 'arn:aws:s3:::other/*' }, {}, true],
    ['all resources but this', { Resource: undefined, NotResource: 'arn:aws:s3:::bucket/*' }, {}, false],
    ['a resource of the user', { Resource: 'arn:aws:s3:::bucket/${aws:username}/*' }, {}, true],
    ['a resource of an absent variable', { Resource: 'arn:aws:s3:::bucket/${aws:absent}*' }, {}, false],
    ['a resource of an unknown variable', { Resource: '*${aws:unknown}' }, {}, false],
    ['everything for an action without resource', {}, { resource: undefined }, true],
    ['one resource for an action without', { Resource: 'arn:aws:s3:::*' }, { resource: undefined }, false],
    ['a condition that is met', { Condition: { StringEquals: { 'AWS:username': 'ann' } } }, {}, true],
    ['a condition that is not', { Condition: { StringEquals: { 'aws:username': 'Ann' } } }, {}, false],
    ['an unknown key', { Condition: { StringNotEquals: { 'aws:unknown': 'x' } } }, {}, false],
    ['an unknown operator', { Condition: { StringIs: { 'aws:username': 'ann' } } }, {}, false],
    [
      'two conditions of which one is met',
      { Condition: { StringEquals: { 'aws:username': 'ann' }, Bool: { 'aws:absent': 'true' } } },
      {},
      false,
    ],
  ])('judges an Allow with %s', (_, statement, request, isAllowed) => {
    const given = { ...allowAll, ...statement };
    expect(identityDecision([given], request)).toBe(isAllowed ? 'allow' : 'implicit-deny');
  });

  it.each<[string, object, boolean]>([
    ['everything', {}, true],
    ['another action', { Action: 'ec2:*' }, false],
    ['another resource', { Resource: 'arn:aws:ec2:*' }, false],
    ['a condition that is met', { Condition: { StringEquals: { 'aws:username': 'ann' } } }, true],
    ['a condition that is not', { Condition: { StringEquals: { 'aws:username': 'bob' } } }, false],
    ['an unknown key', { Condition: { StringEquals: { 'aws:unknown': 'x' } } }, true],
    ['an unknown operator', { Condition: { StringIs: { 'aws:username': 'bob' } } }, true],
    [
      'an unknown key beside a condition that is not met',
      { Condition: { StringEquals: { 'aws:unknown': 'x', 'aws:username': 'bob' } } },
      false,
    ],
    ['an unknown variable', { Resource: 'arn:${aws:unknown}' }, true],
  ])('judges a Deny with %s', (_, statement, isDenied) => {
    const deny = { ...allowAll, Effect: 'Deny', ...statement };
    expect(identityDecision([allowAll, deny])).toBe(isDenied ? 'explicit-deny' : 'allow');
  });

  const root = 'arn:aws:iam::123456789012:root';
  const role = 'arn:aws:iam::123456789012:role/app';
  it.each<[string, object, PolicyRequest['principal'], boolean]>([
    ['everybody', { Principal: '*' }, { type: 'Federated', ids: [host] }, true],
    ['everybody, asked by nobody', { Principal: '*' }, undefined, true],
    ['the provider', { Principal: { Federated: host } }, { type: 'Federated', ids: [host] }, true],
    ['no wildcards in providers', { Principal: { Federated: '*' } }, { type: 'Federated', ids: [host] }, false],
    ['another type', { Principal: { Service: host } }, { type: 'Federated', ids: [host] }, false],
    ['every AWS principal', { Principal: { AWS: '*' } }, { type: 'AWS', ids: [role] }, true],
    ['AWS principals only', { Principal: { AWS: '*' } }, { type: 'Federated', ids: [host] }, false],
    ['one of several', { Principal: { AWS: ['x', role] } }, { type: 'AWS', ids: [role, root] }, true],
    ['an account by its id', { Principal: { AWS: '123456789012' } }, { type: 'AWS', ids: [role, root] }, true],
    ['an account by its root', { Principal: { AWS: root } }, { type: 'AWS', ids: [role, '123456789012'] }, true],
    ['another account', { Principal: { AWS: '210987654321' } }, { type: 'AWS', ids: [role, root] }, false],
    ['a principal, asked by nobody', { Principal: { AWS: '*' } }, undefined, false],
    ['all but others', { NotPrincipal: { AWS: role } }, { type: 'Federated', ids: [host] }, true],
    ['all but this one', { NotPrincipal: { Federated: host } }, { type: 'Federated', ids: [host] }, false],
  ])('reads a principal as %s', (_, statement, principal, isAllowed) => {
    const given = policy('trust', { Effect: 'Allow', Action: 'sts:AssumeRole', ...statement });
    const { decision } = evaluatePolicies([given], { action: 'sts:AssumeRole', principal, context });
    expect(decision).toBe(isAllowed ? 'allow' : 'implicit-deny');
  });

  it('says of every statement whether it applies and why not', () => {
    const first = policy('identity', { ...allowAll, Sid: 'A', Action: 'ec2:*' }, { ...allowAll, Resource: 'x' });
    const condition = { StringIs: { a: '1' }, StringEquals: { 'aws:username': ['bob'] } };
    const second = policy(
      'identity',
      { ...allowAll, Condition: condition },
      { ...allowAll, Effect: 'Deny', Condition: { StringIs: { a: '1' } } },
    );
    const unknown = { operator: 'StringIs', key: 'a', values: ['1'], outcome: 'unknown-operator' };
    const failed = { operator: 'StringEquals', key: 'aws:username', values: ['bob'], outcome: 'not-met' };
    expect(evaluatePolicies([first, second], { action: 's3:GetObject', context })).toEqual({
      decision: 'explicit-deny',
      statements: [
        { policy: 0, index: 0, sid: 'A', effect: 'Allow', applies: false, reason: 'action' },
        { policy: 0, index: 1, sid: undefined, effect: 'Allow', applies: false, reason: 'resource' },
        { policy: 1, index: 0, effect: 'Allow', applies: false, reason: 'condition', conditions: [unknown, failed] },
        { policy: 1, index: 1, effect: 'Deny', applies: true, unjudged: [unknown] },
      ],
    });
  });

  const statement = fc.record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: fc.constantFrom('*', 's3:*', 's3:PutObject', 'ec2:*'),
    Resource: fc.constantFrom('*', 'arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/${aws:username}/*', '${aws:unknown}'),
    Condition: fc.dictionary(
      fc.constantFrom('StringEquals', 'StringNotEquals', 'Null', 'StringIs'),
      fc.dictionary(fc.constantFrom('aws:username', 'aws:absent', 'aws:unknown'), fc.constantFrom('ann', 'true')),
      { maxKeys: 1 },
    ),
  });
  const statements = fc.array(statement, { minLength: 1, maxLength: 5 });

  it('always denies once everything is denied', () => {
    fc.assert(
      fc.property(statements, (given) => {
        expect(identityDecision([...given, { ...allowAll, Effect: 'Deny' }])).toBe('explicit-deny');
      }),
    );
  });

  it('never takes access away for a further Allow, nor gives it for a further Deny', () => {
    fc.assert(
      fc.property(statements, statement, (given, more) => {
        const before = identityDecision(given);
        const after = identityDecision([...given, more]);
        const [less, morePermissive] = more.Effect === 'Allow' ? [before, after] : [after, before];
        expect(less === 'allow' && morePermissive !== 'allow').toBe(false);
      }),
    );
  });

  it('does not care for the order of statements, or in which policy they stand', () => {
    fc.assert(
      fc.property(statements, (given) => {
        const before = identityDecision(given);
        expect(identityDecision([...given].reverse())).toBe(before);
        const apart = given.map((one) => policy('identity', one));
        const request = { action: 's3:GetObject', resource: 'arn:aws:s3:::bucket/ann/x', context };
        expect(evaluatePolicies(apart, request).decision).toBe(before);
      }),
    );
  });
});

describe('evaluatePoolTrust', () => {
  const wanted: WantedPoolTrust = { poolId, kind: 'authenticated', needsTagSession: false };
  const user: PoolUser = { poolId, amr: ['authenticated', 'graph.facebook.com'], identityId: 'eu-west-1:id' };
  const tagged = { ...user, principalTags: { Team: 'sales' } };
  const trust = (Condition: object, Action: unknown = 'sts:*') =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { Federated: host }, Action, Condition },
    });

  it.each<[string, string, PoolUser, string, string | undefined]>([
    ['a fitting policy', poolTrustPolicy(wanted), user, 'allow', undefined],
    ['tags without TagSession', poolTrustPolicy(wanted), tagged, 'implicit-deny', 'sts:TagSession'],
    ['tags with TagSession', poolTrustPolicy({ ...wanted, needsTagSession: true }), tagged, 'allow', undefined],
    ['no tags', poolTrustPolicy(wanted), { ...user, principalTags: {} }, 'allow', undefined],
    [
      'a tag that is asked for',
      trust({
        StringEquals: { 'aws:RequestTag/team': 'sales' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': 'Team' },
      }),
      tagged,
      'allow',
      undefined,
    ],
    [
      'two tags that a condition key can not tell apart',
      trust({ StringEquals: { 'aws:RequestTag/team': 'sales' } }),
      { ...user, principalTags: { Team: 'legal', team: 'sales' } },
      'implicit-deny',
      'sts:AssumeRoleWithWebIdentity',
    ],
    [
      'a tag that is missing',
      trust({ StringEquals: { 'aws:RequestTag/team': 'sales' } }),
      user,
      'implicit-deny',
      'sts:AssumeRoleWithWebIdentity',
    ],
    ['the identity', trust({ StringLike: { [`${host}:sub`]: 'eu-west-1:*' } }), user, 'allow', undefined],
    [
      'an identity that is not told',
      trust({ StringLike: { [`${host}:sub`]: '*' } }),
      { poolId, amr: user.amr },
      'implicit-deny',
      'sts:AssumeRoleWithWebIdentity',
    ],
    ['text that is no policy', '{}', user, 'implicit-deny', 'sts:AssumeRoleWithWebIdentity'],
  ])('judges %s', (_, text, given, decision, refusedAction) => {
    const result = evaluatePoolTrust(text, given);
    expect([result.decision, result.refusedAction]).toEqual([decision, refusedAction]);
    expect(result.invalid === undefined).toBe(text !== '{}');
  });

  it('holds to the pool and the kind that a policy was written for', () => {
    const someId = fc.uuid().map((id) => `eu-west-1:${id}`);
    const kinds = fc.constantFrom('authenticated', 'unauthenticated');
    fc.assert(
      fc.property(someId, someId, kinds, fc.boolean(), (pool, other, kind, needsTagSession) => {
        fc.pre(pool !== other);
        const text = poolTrustPolicy({ poolId: pool, kind, needsTagSession });
        const member = { poolId: pool, amr: ['authenticated', 'x', 'x:y:z'] };
        const guest = { poolId: pool, amr: ['unauthenticated'] };
        const [meant, notMeant] = kind === 'authenticated' ? [member, guest] : [guest, member];
        const principalTags = { a: 'b' };
        expect(evaluatePoolTrust(text, meant).decision).toBe('allow');
        expect(evaluatePoolTrust(text, { ...meant, principalTags }).decision === 'allow').toBe(needsTagSession);
        expect(evaluatePoolTrust(text, notMeant).decision).toBe('implicit-deny');
        expect(evaluatePoolTrust(text, { ...meant, poolId: other }).decision).toBe('implicit-deny');
      }),
    );
  });
});
