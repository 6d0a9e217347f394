import {
  CreateIdentityPoolCommand,
  type CreateIdentityPoolInput,
  type IdentityPool,
  SetIdentityPoolRolesCommand,
  type SetIdentityPoolRolesInput,
  SetPrincipalTagAttributeMapCommand,
  type SetPrincipalTagAttributeMapInput,
  TagResourceCommand,
  type TagResourceInput,
  UntagResourceCommand,
  type UntagResourceInput,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import type { PlannedCall } from '@lifeguard/shared/aws/planned-call';
import type { AwsCallResult } from '@lifeguard/shared/api/problem';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from './clients.ts';
import type { AwsCall } from './connections.ts';

/** The request id of a planned write. @throws ProblemError */
export async function sendPlanned(
  clients: AwsClients,
  call: AwsCall,
  planned: PlannedCall,
): Promise<{ requestId: string | undefined; IdentityPoolId: string | undefined }> {
  // The plan is made by shared from checked values: its input is the operation's own.
  const purpose = planned.operation === 'CreateIdentityPool' ? 'create' : 'write';
  return clients.write(call, purpose, async (client, options) => {
    switch (planned.operation) {
      case 'CreateIdentityPool': {
        const answer = await client.send(
          new CreateIdentityPoolCommand(planned.input as unknown as CreateIdentityPoolInput),
          options,
        );
        return { requestId: answer.$metadata.requestId, IdentityPoolId: answer.IdentityPoolId };
      }
      case 'UpdateIdentityPool': {
        const answer = await client.send(
          new UpdateIdentityPoolCommand(planned.input as unknown as IdentityPool),
          options,
        );
        return { requestId: answer.$metadata.requestId, IdentityPoolId: answer.IdentityPoolId };
      }
      case 'SetIdentityPoolRoles': {
        const answer = await client.send(
          new SetIdentityPoolRolesCommand(planned.input as unknown as SetIdentityPoolRolesInput),
          options,
        );
        return { requestId: answer.$metadata.requestId, IdentityPoolId: undefined };
      }
      case 'SetPrincipalTagAttributeMap': {
        const answer = await client.send(
          new SetPrincipalTagAttributeMapCommand(planned.input as unknown as SetPrincipalTagAttributeMapInput),
          options,
        );
        return { requestId: answer.$metadata.requestId, IdentityPoolId: undefined };
      }
      case 'TagResource': {
        const answer = await client.send(new TagResourceCommand(planned.input as unknown as TagResourceInput), options);
        return { requestId: answer.$metadata.requestId, IdentityPoolId: undefined };
      }
      case 'UntagResource': {
        const answer = await client.send(
          new UntagResourceCommand(planned.input as unknown as UntagResourceInput),
          options,
        );
        return { requestId: answer.$metadata.requestId, IdentityPoolId: undefined };
      }
      default:
        throw new Error(`${planned.operation} is not sent from a plan.`);
    }
  });
}

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
  const about = input['IdentityProviderName'];
  return { service, operation, ...(typeof about === 'string' ? { about } : {}) };
}

/** AWS may have applied the write although no good answer came back. */
export function mayHaveArrived(error: ProblemError): boolean {
  return (
    error.code === 'outcome_unknown' || error.code === 'upstream_unavailable' || error.code === 'upstream_bad_response'
  );
}

export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  throw error;
}
