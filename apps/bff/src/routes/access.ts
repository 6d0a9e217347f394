import { regionOf } from '@lifeguard/shared/aws/ids';

import type { AwsCall } from '@lifeguard/aws/client/connections';
import type { Context } from '../context.ts';
import { invalidFields } from '@lifeguard/shared/api/problem-error';
import type { Caller } from '../session/sign-in.ts';

/**
 * What a gateway needs for this request: the connection as this session may use it, and the deadline. Ids of another
 * region are refused here, before anything is sent.
 */
export function awsCall(
  context: Context,
  input: {
    params: { connectionId: string; poolId?: string; identityId?: string };
    caller: Caller;
    signal: AbortSignal;
  },
): AwsCall {
  const { connectionId, poolId, identityId } = input.params;
  const connection = context.connections.get(connectionId);
  for (const [name, id] of Object.entries({ poolId, identityId })) {
    if (id !== undefined && regionOf(id) !== connection.region) {
      throw invalidFields({
        [name]: [
          `This id belongs to ${regionOf(id)}, while the connection "${connection.label}" is for ${connection.region}.`,
        ],
      });
    }
  }
  const isReadOnly =
    connection.readOnlyPinned || (context.signIn.readOnlyChoice(input.caller, connectionId) ?? connection.readOnly);
  return { connection, isReadOnly, signal: input.signal };
}
