import { describe, expect, it } from 'vitest';

import { parsePolicy } from './document.ts';
import { evaluatePolicies } from './trust.ts';

// What the IAM user guide says, case by case. The results are read off its pages and typed by hand: the console and the
// local AWS share the evaluator, so this is where a mistake of it shows.

const guide = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';

interface Request {
  readonly action?: string;
  readonly resource?: string;
  readonly principal?: readonly string[];
  /** The request context: a key that is not there is known, and absent. */
  readonly keys?: Readonly<Record<string, string | readonly string[]>>;
}

type Decision = 'allow' | 'explicit-deny' | 'implicit-deny';
type Case = readonly [title: string, statements: object | readonly object[], request: Request, decision: Decision];

function decide(statements: object | readonly object[], request: Request, Version = '2012-10-17') {
  const list = (Array.isArray(statements) ? statements : [statements]) as readonly object[];
  const kind = request.principal === undefined ? 'identity' : 'trust';
  const parsed = parsePolicy(JSON.stringify({ Version, Statement: list }), kind);
  if (!parsed.isValid) throw new Error(parsed.message);
  const values = new Map(Object.entries(request.keys ?? {}).map(([key, value]) => [key.toLowerCase(), [value].flat()]));
  return evaluatePolicies([parsed.policy], {
    action: request.action ?? 's3:GetObject',
    resource: request.principal === undefined ? (request.resource ?? 'arn:aws:s3:::bucket/file') : undefined,
    ...(request.principal === undefined ? {} : { principal: { type: 'AWS', ids: request.principal } }),
    context: { values, isKnown: () => true },
  }).decision;
}

function allow(members: object = {}): object {
  return { Effect: 'Allow', Action: '*', Resource: '*', ...members };
}

function deny(members: object = {}): object {
  return { Effect: 'Deny', Action: '*', Resource: '*', ...members };
}

/** Everything is allowed where the condition holds. */
function where(Condition: object): object {
  return allow({ Condition });
}

function table(page: string, cases: readonly Case[]): void {
  describe(`${guide}${page}`, () => {
    it.each(cases)('%s', (_title, statements, request, decision) => {
      expect(decide(statements, request)).toBe(decision);
    });
  });
}

table('reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html', [
  ['What no statement names is denied implicitly.', allow({ Action: 's3:PutObject' }), {}, 'implicit-deny'],
  ['An explicit allow overrides the default.', allow({ Action: 's3:GetObject' }), {}, 'allow'],
  ['An explicit deny overrides every allow.', [allow(), deny({ Action: 's3:*' })], {}, 'explicit-deny'],
  ['The order of statements does not matter.', [deny({ Action: 's3:*' }), allow()], {}, 'explicit-deny'],
  ['A deny of something else leaves the allow.', [allow(), deny({ Action: 'ec2:*' })], {}, 'allow'],
]);

const project = { StringEquals: { 'aws:PrincipalTag/department': ['finance', 'hr', 'legal'] } };
const twoKeys = { StringEquals: { 'aws:PrincipalTag/department': 'hr', 'aws:PrincipalTag/role': 'audit' } };
const twoOperators = { ...project, ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:user/*' } };
const neither = { StringNotEquals: { 'aws:PrincipalTag/department': ['finance', 'hr'] } };
const tag = (department: string) => ({ 'aws:PrincipalTag/department': department });
const ana = { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:user/Ana' };
table('reference_policies_condition-logic-multiple-context-keys-or-values.html', [
  ['Of several values one is enough.', where(project), { keys: tag('legal') }, 'allow'],
  ['None of several values is not enough.', where(project), { keys: tag('sales') }, 'implicit-deny'],
  ['All keys must match.', where(twoKeys), { keys: { ...tag('hr'), 'aws:PrincipalTag/role': 'audit' } }, 'allow'],
  ['One key of two is not enough.', where(twoKeys), { keys: tag('hr') }, 'implicit-deny'],
  ['All operators must match.', where(twoOperators), { keys: { ...tag('hr'), ...ana } }, 'allow'],
  ['One operator of two is not enough.', where(twoOperators), { keys: ana }, 'implicit-deny'],
  ['Of a negated operator no value may match.', where(neither), { keys: tag('hr') }, 'implicit-deny'],
  ['A negated operator holds where none matches.', where(neither), { keys: tag('sales') }, 'allow'],
]);

const name = (text: string) => ({ keys: { 'aws:username': text } });
const time = (text: string) => ({ keys: { 'aws:TokenIssueTime': text } });
const path = (text: string) => ({ keys: { 's3:prefix': text } });
const type = (text: string) => ({ keys: { 'ec2:InstanceType': text } });
const source = (text: string) => ({ keys: { 'aws:SourceArn': text } });
const likeJo = where({ StringLike: { 'aws:username': 'jo*n' } });
const maxKeys = where({ NumericLessThanEquals: { 's3:max-keys': '10' } });
const until2020 = where({ DateLessThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:01Z' } });
const secure = where({ Bool: { 'aws:SecureTransport': 'true' } });
const topic = where({ ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:*:123456789012:top?c' } });
const small = where({ StringLikeIfExists: { 'ec2:InstanceType': ['t1.*', 't2.*', 'm3.*'] } });
const absent = where({ Null: { 'aws:TokenIssueTime': 'true' } });
const present = where({ Null: { 'aws:TokenIssueTime': 'false' } });
table('reference_policies_elements_condition_operators.html', [
  [
    'StringEquals is case-sensitive.',
    where({ StringEquals: { 'aws:username': 'john' } }),
    name('John'),
    'implicit-deny',
  ],
  ['StringEquals is exact.', where({ StringEquals: { 'aws:username': 'john' } }), name('john'), 'allow'],
  ['StringEquals has no wildcards.', where({ StringEquals: { 'aws:username': 'jo*' } }), name('john'), 'implicit-deny'],
  ['StringEqualsIgnoreCase', where({ StringEqualsIgnoreCase: { 'aws:username': 'JOHN' } }), name('John'), 'allow'],
  [
    'StringNotEqualsIgnoreCase',
    where({ StringNotEqualsIgnoreCase: { 'aws:username': 'JOHN' } }),
    name('John'),
    'implicit-deny',
  ],
  [
    'The names of keys are not case-sensitive.',
    where({ StringEquals: { 'AWS:UserName': 'john' } }),
    name('john'),
    'allow',
  ],
  ['StringLike: * stands for any text.', likeJo, name('johnathan'), 'allow'],
  ['StringLike: * stands for no text too.', likeJo, name('jon'), 'allow'],
  ['StringLike is case-sensitive.', likeJo, name('John'), 'implicit-deny'],
  [
    'StringLike without a wildcard matches no part.',
    where({ StringLike: { 's3:prefix': 'home' } }),
    path('home/a'),
    'implicit-deny',
  ],
  ['StringLike: ? stands for one character.', where({ StringLike: { 's3:prefix': 'a?c' } }), path('abc'), 'allow'],
  ['StringLike: ? stands for no fewer.', where({ StringLike: { 's3:prefix': 'a?c' } }), path('ac'), 'implicit-deny'],
  ['StringNotLike', where({ StringNotLike: { 's3:prefix': 'home/*' } }), path('home/a'), 'implicit-deny'],
  ['A key that is absent meets no operator.', where({ StringLike: { 's3:prefix': '*' } }), {}, 'implicit-deny'],
  ['A key that is absent meets StringNotLike.', where({ StringNotLike: { 's3:prefix': '*' } }), {}, 'allow'],
  ['A key that is absent meets ArnNotLike.', where({ ArnNotLike: { 'aws:SourceArn': 'arn:aws:s3:::a' } }), {}, 'allow'],
  ['Up to 10 keys are listed.', maxKeys, { keys: { 's3:max-keys': '10' } }, 'allow'],
  ['More than 10 keys are not.', maxKeys, { keys: { 's3:max-keys': '11' } }, 'implicit-deny'],
  ['Without a number of keys neither.', maxKeys, {}, 'implicit-deny'],
  ['A date before', until2020, time('2019-12-31T23:59:59Z'), 'allow'],
  ['A date after', until2020, time('2020-01-01T00:00:02Z'), 'implicit-deny'],
  ['A date in seconds since 1970', until2020, time('1577836800'), 'allow'],
  ['Bool', secure, { keys: { 'aws:SecureTransport': 'true' } }, 'allow'],
  ['Bool, otherwise', secure, { keys: { 'aws:SecureTransport': 'false' } }, 'implicit-deny'],
  ['ArnEquals takes wildcards, part by part.', topic, source('arn:aws:sns:eu-west-1:123456789012:topic'), 'allow'],
  ['ArnEquals: every part counts.', topic, source('arn:aws:sns:eu-west-1:999999999999:topic'), 'implicit-deny'],
  [
    'ArnLike: a wildcard stays in its part.',
    where({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:topic' } }),
    source('arn:aws:sns:eu-west-1:123456789012:topic'),
    'implicit-deny',
  ],
  ['IfExists: a key that is there is compared.', small, type('m4.large'), 'implicit-deny'],
  ['IfExists: a key that is there and matches', small, type('t2.micro'), 'allow'],
  ['IfExists: a key that is absent is fine.', small, {}, 'allow'],
  ['Null true: the key must be absent.', absent, {}, 'allow'],
  ['Null true: the key is there.', absent, time('2020-01-01T00:00:00Z'), 'implicit-deny'],
  ['Null false: the key must be there.', present, time('2020-01-01T00:00:00Z'), 'allow'],
  ['Null false: the key is absent.', present, {}, 'implicit-deny'],
]);

const tags = (...keys: string[]) => ({ keys: { 'aws:TagKeys': keys } });
const allOf = (operator: string) => where({ [`ForAllValues:${operator}`]: { 'aws:TagKeys': ['env', 'cost-center'] } });
const anyOf = (operator: string) => where({ [`ForAnyValue:${operator}`]: { 'aws:TagKeys': ['env', 'cost-center'] } });
const allAndSome = where({
  'ForAllValues:StringEquals': { 'aws:TagKeys': ['env', 'cost-center'] },
  Null: { 'aws:TagKeys': 'false' },
});
table('reference_policies_condition-single-vs-multi-valued-context-keys.html', [
  ['ForAllValues: every value must match one.', allOf('StringEquals'), tags('env', 'cost-center'), 'allow'],
  ['ForAllValues: fewer values are fine.', allOf('StringEquals'), tags('env'), 'allow'],
  ['ForAllValues: one that matches none is too many.', allOf('StringEquals'), tags('env', 'x'), 'implicit-deny'],
  ['ForAllValues holds where the key is absent.', allOf('StringEquals'), {}, 'allow'],
  ['ForAllValues with Null does not.', allAndSome, {}, 'implicit-deny'],
  ['ForAllValues with Null, the key there', allAndSome, tags('env'), 'allow'],
  ['ForAllValues, negated: no value may match.', allOf('StringNotEquals'), tags('env', 'x'), 'implicit-deny'],
  ['ForAllValues, negated: none matches.', allOf('StringNotEquals'), tags('x', 'y'), 'allow'],
  ['ForAnyValue: one value is enough.', anyOf('StringEquals'), tags('x', 'env'), 'allow'],
  ['ForAnyValue: none matches.', anyOf('StringEquals'), tags('x', 'y'), 'implicit-deny'],
  ['ForAnyValue does not hold where the key is absent.', anyOf('StringEquals'), {}, 'implicit-deny'],
  ['ForAnyValue, negated: one other value is enough.', anyOf('StringNotEquals'), tags('x', 'env'), 'allow'],
  [
    'Wildcards need StringLike.',
    where({ 'ForAllValues:StringLike': { 'aws:TagKeys': 'key1*' } }),
    tags('key1', 'key1:a'),
    'allow',
  ],
  [
    'StringEquals has none with a set operator either.',
    where({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'key1*' } }),
    tags('key1:a'),
    'implicit-deny',
  ],
]);

const home = allow({ Resource: 'arn:aws:s3:::bucket/${aws:username}/*' });
const team = allow({ Resource: "arn:aws:s3:::bucket/${aws:PrincipalTag/team, 'company-wide'}/*" });
const inBucket = (resource: string, keys: Request['keys'] = {}) => ({
  resource: `arn:aws:s3:::bucket/${resource}`,
  keys,
});
table('reference_policies_variables.html', [
  ['A variable is replaced in a resource.', home, inBucket('ann/a', { 'aws:username': 'ann' }), 'allow'],
  ['Somebody else has another home.', home, inBucket('bob/a', { 'aws:username': 'ann' }), 'implicit-deny'],
  ['A variable without a value matches nothing.', home, inBucket('/a'), 'implicit-deny'],
  ['A default stands in for a missing value.', team, inBucket('company-wide/a'), 'allow'],
  [
    'A default gives way to a value.',
    team,
    inBucket('company-wide/a', { 'aws:PrincipalTag/team': 'x' }),
    'implicit-deny',
  ],
  [
    'A variable is replaced in a condition.',
    where({ StringLike: { 's3:prefix': '${aws:username}/*' } }),
    { keys: { 'aws:username': 'ann', 's3:prefix': 'ann/a' } },
    'allow',
  ],
  [
    'A key of several values is no variable.',
    allow({ Resource: 'arn:aws:s3:::bucket/${aws:TagKeys}' }),
    inBucket('env', { 'aws:TagKeys': ['env', 'x'] }),
    'implicit-deny',
  ],
  ['${*} is a star.', allow({ Resource: 'arn:aws:s3:::bucket/${*}' }), inBucket('*'), 'allow'],
  ['${*} is nothing but a star.', allow({ Resource: 'arn:aws:s3:::bucket/${*}' }), inBucket('a'), 'implicit-deny'],
  ['${?} is a question mark.', allow({ Resource: 'arn:aws:s3:::bucket/${?}' }), inBucket('a'), 'implicit-deny'],
  ['${$} is a dollar.', allow({ Resource: 'arn:aws:s3:::bucket/${$}' }), inBucket('$'), 'allow'],
]);

it(`${guide}reference_policies_elements_version.html: the old version has no variables`, () => {
  expect(decide(home, inBucket('ann/a', { 'aws:username': 'ann' }), '2008-10-17')).toBe('implicit-deny');
  expect(decide(home, inBucket('${aws:username}/a', { 'aws:username': 'ann' }), '2008-10-17')).toBe('allow');
});

const keys = allow({ Action: 'iam:*AccessKey*' });
table('reference_policies_elements_action.html', [
  ['A wildcard in an action', keys, { action: 'iam:CreateAccessKey' }, 'allow'],
  ['A wildcard at both ends', keys, { action: 'iam:UpdateAccessKey' }, 'allow'],
  ['Another action', keys, { action: 'iam:CreateUser' }, 'implicit-deny'],
  [
    'Actions are not case-sensitive.',
    allow({ Action: 'IAM:listaccesskeys' }),
    { action: 'iam:ListAccessKeys' },
    'allow',
  ],
]);

const exceptIam = { NotAction: 'iam:*', Action: undefined };
const withoutMfa = {
  NotAction: 'iam:*',
  Action: undefined,
  Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
};
table('reference_policies_elements_notaction.html', [
  ['Allow with NotAction: everything else', allow(exceptIam), {}, 'allow'],
  ['Allow with NotAction: not what it names', allow(exceptIam), { action: 'iam:CreateUser' }, 'implicit-deny'],
  [
    'What it names another statement may allow.',
    [allow(exceptIam), allow({ Action: 'iam:*' })],
    { action: 'iam:GetUser' },
    'allow',
  ],
  ['Deny with NotAction, without MFA', [allow(), deny(withoutMfa)], {}, 'explicit-deny'],
  ['Deny with NotAction: not what it names', [allow(), deny(withoutMfa)], { action: 'iam:GetUser' }, 'allow'],
  [
    'Deny with NotAction, with MFA',
    [allow(), deny(withoutMfa)],
    { keys: { 'aws:MultiFactorAuthPresent': 'true' } },
    'allow',
  ],
]);

const payroll = 'arn:aws:s3:::HRBucket/Payroll/*';
const elsewhere = deny({ NotResource: payroll, Resource: undefined, Action: 's3:*' });
table('reference_policies_elements_notresource.html', [
  ['Deny with NotResource: everything else', [allow(), elsewhere], {}, 'explicit-deny'],
  [
    'Deny with NotResource: not what it names',
    [allow(), elsewhere],
    { resource: 'arn:aws:s3:::HRBucket/Payroll/a' },
    'allow',
  ],
  ['By itself it allows nothing.', elsewhere, { resource: 'arn:aws:s3:::HRBucket/Payroll/a' }, 'implicit-deny'],
]);

const trusts = (principal: object) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...principal });
const by = (...principal: string[]) => ({ action: 'sts:AssumeRole', principal });
const account = '123456789012';
const root = `arn:aws:iam::${account}:root`;
const role = `arn:aws:iam::${account}:role/app`;
table('reference_policies_elements_principal.html', [
  ['An account by its ID is its root.', trusts({ Principal: { AWS: account } }), by(root), 'allow'],
  ['An account by its root is its ID.', trusts({ Principal: { AWS: root } }), by(account), 'allow'],
  ['Any of several', trusts({ Principal: { AWS: [role, '999999999999'] } }), by('999999999999'), 'allow'],
  ['Another account', trusts({ Principal: { AWS: account } }), by('999999999999'), 'implicit-deny'],
  ['"*" is everybody.', trusts({ Principal: '*' }), by('999999999999'), 'allow'],
  ['{"AWS": "*"} is the same.', trusts({ Principal: { AWS: '*' } }), by('999999999999'), 'allow'],
  [
    'A wildcard is no part of an ARN.',
    trusts({ Principal: { AWS: `arn:aws:iam::${account}:role/*` } }),
    by(role),
    'implicit-deny',
  ],
]);

const everybody = trusts({ Principal: '*' });
const allBut = { Effect: 'Deny', Action: 'sts:AssumeRole', NotPrincipal: { AWS: [root, role] } };
table('reference_policies_elements_notprincipal.html', [
  ['Deny with NotPrincipal: everybody else', [everybody, allBut], by('999999999999'), 'explicit-deny'],
  ['Deny with NotPrincipal: not whom it names', [everybody, allBut], by(role, account), 'allow'],
  ['By itself it allows nobody.', allBut, by(role, account), 'implicit-deny'],
]);
