import type { PlannedCall } from '@lifeguard/shared/aws/planned-call';
import type { AwsCallResult } from '@lifeguard/shared/api/problem';
import type { ProblemError } from '@lifeguard/shared/api/problem-error';

import { mayHaveArrived } from './errors.ts';

export function applied(planned: PlannedCall, requestId: string | undefined): AwsCallResult {
  return {
    ...callOf(planned),
    outcome: 'applied',
    ...(requestId === undefined ? {} : { awsRequestId: requestId }),
  };
}

export function failed(planned: PlannedCall, error: ProblemError): AwsCallResult {
  return {
    ...callOf(planned),
    outcome: mayHaveArrived(error) ? 'unknown' : 'failed',
    message: error.message,
    ...(error.members.awsRequestId === undefined ? {} : { awsRequestId: error.members.awsRequestId }),
  };
}

export function notSent(planned: PlannedCall): AwsCallResult {
  return { ...callOf(planned), outcome: 'not_sent' };
}

function callOf({ service, operation, input }: PlannedCall): Omit<AwsCallResult, 'outcome'> {
  return { service, operation, ...('IdentityProviderName' in input ? { about: input.IdentityProviderName } : {}) };
}
