import type { PlannedCall } from '@lifeguard/shared/aws/planned-call';
import type { AwsCallResult } from '@lifeguard/shared/api/problem';
import type { ProblemError } from '@lifeguard/shared/api/problem-error';

import { mayHaveArrived } from './errors.ts';

/** A planned call of any operation. */
interface AnyCall {
  readonly service: PlannedCall['service'];
  readonly operation: string;
  readonly input: object;
}

export function applied(planned: AnyCall, requestId: string | undefined): AwsCallResult {
  return {
    ...callOf(planned),
    outcome: 'applied',
    ...(requestId === undefined ? {} : { awsRequestId: requestId }),
  };
}

export function failed(planned: AnyCall, error: ProblemError): AwsCallResult {
  return {
    ...callOf(planned),
    outcome: mayHaveArrived(error) ? 'unknown' : 'failed',
    message: error.message,
    ...(error.members.awsRequestId === undefined ? {} : { awsRequestId: error.members.awsRequestId }),
  };
}

export function notSent(planned: AnyCall): AwsCallResult {
  return { ...callOf(planned), outcome: 'not_sent' };
}

function callOf({ service, operation, input }: AnyCall): Omit<AwsCallResult, 'outcome'> {
  const about =
    'IdentityProviderName' in input ? input.IdentityProviderName : 'RoleName' in input ? input.RoleName : undefined;
  return { service, operation, ...(typeof about === 'string' ? { about } : {}) };
}
