import { isIdentityHost } from '@lifeguard/shared/aws/regions';

import { malformedPolicyDocument } from './errors.ts';

/** `trust`: who may use a role. `identity`: what the role may do. */
export type PolicyKind = 'trust' | 'identity';

/**
 * Refuses a text that is not the JSON of a policy, and what is most often wrong in the statements of one. Not the whole
 * grammar: what IAM accepts must be accepted.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * @throws AwsError MalformedPolicyDocument
 */
export function checkPolicyText(text: string, kind: PolicyKind): void {
  const policy = parse(text);
  if (!isObject(policy) || !Object.hasOwn(policy, 'Statement')) throw syntaxErrors();
  for (const statement of many(policy['Statement'])) {
    if (!isObject(statement)) throw syntaxErrors();
    const problem = kind === 'trust' ? trustProblem(statement) : identityProblem(statement);
    if (problem !== undefined) throw malformedPolicyDocument(problem);
  }
}

/** A policy's size as the quotas count it, without white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export function policySize(text: string): number {
  return text.replaceAll(/\s/g, '').length;
}

/** IAM answers policies percent-encoded as RFC 3986 has it: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export function encodedPolicy(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

type Statement = Readonly<Record<string, unknown>>;

const trustAction = /^(?:sts:(?:AssumeRole\w*|TagSession|SetSourceIdentity|SetContext)|.*[*?].*)$/i;

function trustProblem(statement: Statement): string | undefined {
  const prohibited = ['Resource', 'NotResource'].find((member) => Object.hasOwn(statement, member));
  if (prohibited !== undefined) return `Has prohibited field ${prohibited}`;
  const actions = many(statement['Action'] ?? []);
  const isOfSts = actions.every((action) => typeof action === 'string' && trustAction.test(action));
  return isOfSts ? poolProblem(statement) : 'AssumeRole policy may only specify STS AssumeRole actions.';
}

/**
 * Whoever lets users of identity pools in must say of which pool, under whatever operator: so AWS documents it, and has no text for it.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools-security-best-practices.html
 */
function poolProblem({ Effect, Principal, Action, Condition }: Statement): string | undefined {
  if (Effect !== 'Allow' || many(Action ?? []).every((action) => /^sts:TagSession$/i.test(String(action))))
    return undefined;
  const ids = isObject(Principal) ? many(Principal['Federated'] ?? []) : [];
  const operators = many(Condition ?? []).flatMap((condition) => (isObject(condition) ? Object.values(condition) : []));
  const keys = operators.flatMap(keysOf);
  const host = ids
    .filter((id) => typeof id === 'string')
    .find((id) => isIdentityHost(id) && !keys.includes(`${id}:aud`));
  return host === undefined
    ? undefined
    : `A role that trusts ${host} must have a condition on ${host}:aud in its trust policy.`;
}

function keysOf(conditions: unknown): string[] {
  return isObject(conditions) ? Object.keys(conditions).map((key) => key.toLowerCase()) : [];
}

function identityProblem(statement: Statement): string | undefined {
  const hasOneOf = (...members: string[]) => members.some((member) => Object.hasOwn(statement, member));
  if (hasOneOf('Principal', 'NotPrincipal')) return 'Policy document should not specify a principal.';
  if (!hasOneOf('Action', 'NotAction')) return 'Policy statement must contain actions.';
  if (!hasOneOf('Resource', 'NotResource')) return 'Policy statement must contain resources.';
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw malformedPolicyDocument('This policy contains invalid Json');
    throw error;
  }
}

function syntaxErrors(): Error {
  return malformedPolicyDocument('Syntax errors in policy.');
}

function many(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Statement {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
