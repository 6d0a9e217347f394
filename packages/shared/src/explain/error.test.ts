import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { known, unknown } from './facts.ts';
import { document, expired, factsOf, identityId, poolId, role, tokenRules, userPool } from './fixtures/facts.ts';
import { messages } from './fixtures/messages.ts';
import { reports } from './fixtures/reports.ts';
import { errorCatalogue } from './catalogue.ts';
import { recogniseError } from './recognition.ts';
import { explainError } from './error.ts';
import { tokenForm } from '../roles/login-token.ts';

const cases = messages.map(([number, message, id, cause, given]) => ({ number, message, id, cause, given }));

describe('the messages of AWS', () => {
  it.each(cases)('$number: $message', ({ message, id, cause, given }) => {
    const explanation = explainError(factsOf(given), { message });
    expect(explanation.messageId).toBe(id);
    expect(explanation.causes[0]).toMatchObject({ id: cause, verdict: 'cause' });
    expect(explanation.code).toBe(errorCatalogue.find((entry) => entry.id === id)?.code);
  });

  it.each(cases)('$number is recognised with what stands around it', ({ message, id }) => {
    for (const text of [
      `NotAuthorizedException: ${message}`,
      `An error occurred (NotAuthorizedException) when calling the GetId operation: ${message}`,
      `"${message}"`,
      ` ${message.replaceAll(' ', ' \n ')}\n`,
      message.replaceAll("'", '’').replace(/\.$/, ''),
      JSON.stringify({ __type: 'NotAuthorizedException', message }),
    ]) {
      expect({ text, id: recogniseError({ message: text }).message?.id }).toEqual({ text, id });
    }
  });

  it('reads code and operation out of the text', () => {
    const message = `botocore.errorfactory.NotAuthorizedException: An error occurred (NotAuthorizedException) when calling the GetId operation: ${expired}`;
    expect(recogniseError({ message })).toMatchObject({ code: 'NotAuthorizedException', operation: 'GetId' });
  });

  it('says of an unknown message what its name means in general, and that it is unknown', () => {
    const explanation = explainError(factsOf(), { message: 'ResourceConflictException: something new' });
    expect(explanation).toMatchObject({ code: 'ResourceConflictException', causes: [] });
    expect(explanation.meaning).toMatch(/not one that is known here.*already belongs to another identity/);
    const policy = 'An error occurred (MalformedPolicyDocument) when calling the CreateRole operation: Some words.';
    expect(explainError(factsOf(), { message: policy }).meaning).toMatch(/must have a condition on the pool \(aud\)/);
    expect(explainError(factsOf(), { message: 'nothing like it' }).meaning).toMatch(/not one that is known here/);
  });
});

it('never fails, whatever the message, the facts and the token are', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom(userPool, identityId, poolId, role, ''));
  const fact = <T>(value: fc.Arbitrary<T>) => fc.oneof(value.map(known), fc.constant(unknown('It was denied.')));
  const claim = fc.oneof(fc.jsonValue(), text);
  const facts = fc.record({
    poolId: fc.constant(poolId),
    nowSeconds: fc.double(),
    account: fact(text),
    principal: fact(text),
    pool: fact(
      fc.oneof(
        fc.constant(undefined),
        fc
          .record({ RoleMappings: fc.constantFrom({}, tokenRules), Roles: fc.constantFrom({}, document.Roles) })
          .map((changes) => ({ ...document, ...changes })),
      ),
    ),
    trustPolicies: fact(text.map((policy) => new Map([[role, policy]]))),
    oidcProviders: fact(fc.constant([])),
    samlProviders: fact(fc.constant([])),
    userPoolClients: fact(fc.constant([])),
    identity: fact(
      fc.option(fc.record({ logins: fc.array(text), isDisabled: fc.option(fc.boolean(), { nil: undefined }) }), {
        nil: undefined,
      }),
    ),
    attempt: fc.record(
      {
        kind: fc.constantFrom('guest' as const, 'federated' as const, 'developer' as const),
        flow: fc.constantFrom('enhanced' as const, 'classic' as const),
        identityId: text,
        login: fc.oneof(text, fc.constant('cognito-identity.amazonaws.com')),
        claims: fc.oneof(
          fc.dictionary(text, claim),
          fc.record({ iss: claim, aud: claim, sub: claim, exp: claim, amr: claim, azp: claim }),
        ),
        tokenForm: text.map(tokenForm),
        roleArn: text,
      },
      { requiredKeys: [] },
    ),
  });
  const message = fc.oneof(
    fc.string(),
    fc.constantFrom(...[...cases, ...reports].map((entry) => entry.message)),
    fc
      .tuple(fc.constantFrom(...cases), fc.string())
      .map(([entry, noise]) => entry.message.replaceAll(/'[^']*'/g, `'${noise}'`)),
  );
  fc.assert(
    fc.property(facts, message, (given, said) => {
      const { causes } = explainError(given, { message: said });
      const ranks = causes.map(({ verdict }) => ['cause', 'unknown', 'not-cause'].indexOf(verdict));
      expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
      for (const { title, evidence, fix } of causes) {
        expect(title).not.toBe('');
        expect(`${title}: ${evidence}`).not.toMatch(/: $|undefined|\[object/);
        expect(fix).not.toBe('');
      }
    }),
    { numRuns: 1000 },
  );
});
