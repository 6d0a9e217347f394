import type { AwsCallResult, ProblemCode } from '@lifeguard/shared/api/problem';
import { expect, it } from 'vitest';
import { ApiError } from '#api/api-error.ts';
import { failureHeader } from './failure-header.ts';

function failure(code: ProblemCode, ...outcomes: AwsCallResult['outcome'][]): ApiError {
  const calls = outcomes.map((outcome) => ({
    service: 'cognito-identity' as const,
    operation: 'UpdateIdentityPool',
    outcome,
  }));
  return new ApiError({ type: 'about:blank', title: 'It failed', status: 500, code, correlationId: 'c', calls });
}

/** AWS's own failure, after which a write may have been made. */
function answeredWithFailure(): ApiError {
  const { problem } = failure('upstream_unavailable');
  return new ApiError({ ...problem, awsError: 'InternalErrorException' });
}

it.each([
  [failure('aws_denied'), 'The changes were not saved'],
  [new Error('the page failed'), 'The changes were not saved'],
  [failure('outcome_unknown'), 'It is not known whether the changes were saved'],
  [failure('upstream_unavailable'), 'The changes were not saved'],
  [answeredWithFailure(), 'It is not known whether the changes were saved'],
  [failure('applied_in_part', 'applied', 'failed'), 'Only a part of the changes was saved'],
  [failure('applied_in_part', 'applied', 'unknown'), 'A part of the changes was saved; of the rest it is not known'],
])('says of %s: %s', (error, header) => {
  expect(failureHeader(error, 'the changes were saved')).toBe(header);
});

it('keeps all that stands after the verb', () => {
  expect(failureHeader(failure('conflict'), 'editing was turned on')).toBe('Editing was not turned on');
  expect(failureHeader(failure('conflict'), 'the role was what it was')).toBe('The role was not what it was');
});
