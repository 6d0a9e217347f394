import { parsePolicy, type Policy } from '@lifeguard/shared/policy/document';

/** Identity policies from their JSON texts. One that can't be read denies everything: half a permission is worse than none. */
export function readPolicies(texts: readonly string[]): readonly Policy[] {
  return texts.map((text) => {
    const known = parsed.get(text);
    if (known !== undefined) return known;
    const result = parsePolicy(text, 'identity');
    const policy = result.isValid ? result.policy : denyAll;
    if (parsed.size >= maxParsed) parsed.clear();
    parsed.set(text, policy);
    return policy;
  });
}

/** The same few policies are read for every call of a session. */
const parsed = new Map<string, Policy>();
const maxParsed = 1000;

const denyAll: Policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: ['*'], Resource: ['*'], Condition: [] }],
};
