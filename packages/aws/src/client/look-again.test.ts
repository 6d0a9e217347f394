import type { ProblemCode } from '@lifeguard/shared/api/problem';
import { ProblemError, type ProblemMembers } from '@lifeguard/shared/api/problem-error';
import { describe, expect, it } from 'vitest';

import type { AwsCall, ConnectionDefinition } from './connections.ts';
import { asUnclear, mayHaveArrived, NotUnderstood, problemOf } from './errors.ts';
import { lookAgain } from './look-again.ts';
import { defaultAwsTimeouts } from './timeouts.ts';

const connection: ConnectionDefinition = {
  id: 'local',
  label: 'Local AWS',
  kind: 'embedded',
  region: 'us-east-1',
  endpoint: 'http://127.0.0.1:1',
  color: 'green',
  readOnly: false,
  readOnlyPinned: false,
  developerTokens: false,
};
/** Of a request whose time is over. */
const call: AwsCall = { connection, isReadOnly: false, signal: AbortSignal.abort() };
const problem = (code: ProblemCode, members: ProblemMembers = {}) => new ProblemError(code, `Said: ${code}.`, members);
const look = (error: ProblemError, read: (call: AwsCall) => Promise<'applied' | 'not_applied' | 'unknown'>) =>
  lookAgain({ timeouts: { ...defaultAwsTimeouts, readMs: 20 } }, call, error, {
    read,
    meaning: (found) => found,
    without: 'the pool without it',
  });

describe('a look after a write', () => {
  it('answers what it found where that shows the write', async () => {
    const error = problem('outcome_unknown');
    await expect(look(error, async () => 'applied')).resolves.toBe('applied');
    await expect(look(error, async () => 'unknown')).rejects.toBe(error);
  });

  it.each([problem('aws_denied'), problem('throttled'), problem('conflict'), problem('upstream_unavailable')])(
    'is not taken where AWS has certainly not done it: $code',
    async (error) => {
      let looks = 0;
      const read = async () => {
        looks += 1;
        return 'applied' as const;
      };
      await expect(look(error, read)).rejects.toBe(error);
      expect(looks).toBe(0);
    },
  );

  it('says what is to be seen where the write is not there yet', async () => {
    await expect(look(problem('outcome_unknown'), async () => 'not_applied')).rejects.toMatchObject({
      code: 'outcome_unknown',
      message: expect.stringMatching(
        /^Said: outcome_unknown\. A look right afterwards shows the pool without it, but it could still arrive/,
      ),
    });
  });

  it('has a time of its own, and tells of the write where that is over', async () => {
    const error = problem('outcome_unknown');
    const read = ({ signal }: AwsCall) =>
      new Promise<'applied'>((_, reject) => {
        expect(signal.aborted).toBe(false);
        signal.addEventListener('abort', () => reject(problem('upstream_timeout')));
      });
    await expect(look(error, read)).rejects.toBe(error);
  });
});

describe('a write', () => {
  const about = { connection, operation: 'SetIdentityPoolRoles' };
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const unreached = problemOf(refused, { ...about, isWrite: true });

  it('that reached nobody was not done', () => {
    expect(mayHaveArrived(unreached)).toBe(false);
  });

  it('that reached nobody at the last attempt may have been done by an earlier one', () => {
    expect(asUnclear(unreached)).toMatchObject({ code: 'outcome_unknown' });
  });

  it.each([
    ['no answer in time', Object.assign(new Error('late'), { name: 'TimeoutError' }), 'upstream_timeout'],
    ['a connection that broke', Object.assign(new Error('reset'), { code: 'ECONNRESET' }), 'upstream_unavailable'],
    ['an error of AWS itself', ofAws('InternalErrorException', 500), 'upstream_unavailable'],
    ['one of IAM', ofAws('ServiceFailure', 500), 'upstream_unavailable'],
    ['one that is not known', ofAws('NewFailureException', 503), 'upstream_unavailable'],
    ['an answer that is none', new SyntaxError('Unexpected token <'), 'upstream_bad_response'],
    ['an answer without what AWS always gives', new NotUnderstood('it has no Role'), 'upstream_bad_response'],
  ])('that ended with %s has an unknown outcome, while a read says what it was', (_, error, ofRead) => {
    const problem = problemOf(error, { ...about, isWrite: true });
    expect(problem).toMatchObject({ code: 'outcome_unknown', status: 504 });
    expect(mayHaveArrived(problem)).toBe(true);
    expect(problemOf(error, { ...about, isWrite: false })).toMatchObject({ code: ofRead });
  });
});

describe('the words of an error', () => {
  it.each([new SyntaxError('Unexpected token <'), new NotUnderstood('it has no Roles')])(
    'name the operation whose answer can not be read: $name',
    (error) => {
      const { message } = problemOf(error, { connection, isWrite: false, operation: 'ListRoles' });
      expect(message).toContain('The answer to ListRoles ');
    },
  );

  it('name the host that was not reached', () => {
    const error = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND', hostname: 'portal.sso.example' });
    const wordsOf = (host?: string) => problemOf(error, { connection, isWrite: false, host }).message;
    expect(wordsOf('https://sts.us-east-1.amazonaws.com')).toContain("https://sts.us-east-1.amazonaws.com can't be");
    expect(wordsOf()).toContain("portal.sso.example can't be reached");
  });
});

/** As the SDK throws it. */
function ofAws(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error('Failed.'), { name, $fault: 'server', $metadata: { httpStatusCode } });
}
