import { z } from 'zod';

import { awsMap } from '../aws/map.ts';

/** `trust`: who may use a role; has principals and no resources. `identity`: what somebody may do; the reverse. */
export type PolicyKind = 'trust' | 'identity';

export type ParsedPolicy =
  | { readonly isValid: true; readonly policy: Policy }
  | { readonly isValid: false; readonly message: string };

/**
 * An IAM policy in one form: every "one or a list" is a list, every condition its own entry, and the version is there.
 * Never throws: `message` says in which member the text is not a policy. A little stricter than IAM, which accepts empty
 * lists, and with which an empty list's effect would have to be guessed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(text: string, kind: PolicyKind): ParsedPolicy {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return { isValid: false, message: `This is not JSON. ${cause instanceof Error ? cause.message : ''}`.trim() };
  }
  const parsed = documents[kind].safeParse(json);
  return parsed.success
    ? { isValid: true, policy: parsed.data }
    : { isValid: false, message: parsed.error.issues.map(issueText).join(' ') };
}

const texts = oneOrMore(z.string());

const principals = z.union(
  [
    z.literal('*'),
    z
      .strictObject({
        AWS: texts.optional(),
        Federated: texts.optional(),
        Service: texts.optional(),
        CanonicalUser: texts.optional(),
      })
      .refine((types) => Object.keys(types).length > 0),
  ],
  'Write "*", or an object with AWS, Federated, Service or CanonicalUser, each with a text or a list of texts.',
);
/** `*` for everybody, or the ids by type. */
export type PolicyPrincipals = z.infer<typeof principals>;

const conditionValue = z.union([z.string(), z.number(), z.boolean()], 'A value is a text, a number or a boolean.');
const conditions = awsMap(z.string(), awsMap(z.string(), oneOrMore(conditionValue), 1000), 1000).transform(
  (operators) =>
    Object.entries(operators).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({ operator, key, values: values.map(String) })),
    ),
);

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: principals.optional(),
  NotPrincipal: principals.optional(),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
  Condition: conditions.default([]),
});
export type PolicyStatement = z.infer<typeof statement>;
/** One operator with one key; a request meets it with any of the values. */
export type PolicyCondition = PolicyStatement['Condition'][number];

type Member = keyof PolicyStatement;

const documents = {
  trust: policyDocument([
    exactlyOne('Principal', 'NotPrincipal'),
    exactlyOne('Action', 'NotAction'),
    none('Resource', 'a trust policy'),
    none('NotResource', 'a trust policy'),
  ]),
  identity: policyDocument([
    none('Principal', 'a policy of an identity'),
    none('NotPrincipal', 'a policy of an identity'),
    exactlyOne('Action', 'NotAction'),
    exactlyOne('Resource', 'NotResource'),
  ]),
};
export type Policy = z.infer<(typeof documents)[PolicyKind]>;

type Rule = (given: PolicyStatement) => string | undefined;

function policyDocument(rules: readonly Rule[]) {
  const checked = statement.superRefine((given, context) => {
    for (const rule of rules) {
      const message = rule(given);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    }
  });
  return z.strictObject({
    // Without a version IAM takes the old one, which knows no policy variables.
    Version: z.enum(['2012-10-17', '2008-10-17']).default('2008-10-17'),
    Id: z.string().optional(),
    Statement: oneOrMore(checked),
  });
}

function exactlyOne(one: Member, other: Member): Rule {
  return (given) =>
    (given[one] === undefined) === (given[other] === undefined) ? `Give either ${one} or ${other}.` : undefined;
}

function none(member: Member, where: string): Rule {
  return (given) => (given[member] === undefined ? undefined : `${member} has no place in ${where}.`);
}

function oneOrMore<T extends z.ZodType>(item: T) {
  return z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).min(1, 'This list is empty.'));
}

function issueText(issue: z.core.$ZodIssue): string {
  const path = issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  const text = /[.!?]$/.test(issue.message) ? issue.message : `${issue.message}.`;
  return path === '' ? text : `${path.replace(/^\./, '')}: ${text}`;
}
