import type { ProblemCode } from '@lifeguard/shared/api/problem';
import { ProblemError, type ProblemMembers } from '@lifeguard/shared/api/problem-error';
import { describe, expect, it } from 'vitest';

import type { AwsCall, ConnectionDefinition } from './connections.ts';
import { asUnclear, mayHaveArrived, problemOf } from './errors.ts';
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
  it.each([
    problem('outcome_unknown'),
    problem('upstream_bad_response'),
    problem('upstream_unavailable', { awsError: 'InternalErrorException' }),
  ])('answers what it found where that shows the write: $code', async (error) => {
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
      message: expect.stringContaining('shows the pool without it, but it could still arrive'),
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
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const unreached = problemOf(refused, { connection, isWrite: true });

  it('that reached nobody was not done', () => {
    expect(mayHaveArrived(unreached)).toBe(false);
  });

  it('that reached nobody at the last attempt may have been done by an earlier one', () => {
    expect(asUnclear(unreached)).toMatchObject({ code: 'outcome_unknown' });
  });
});
