import { regionOf } from '@lifeguard/shared/aws/ids';

import type { AwsCall, ConnectionDefinition } from '@lifeguard/aws/client/connections';
import type { Context } from '../context.ts';
import { invalidFields } from '@lifeguard/shared/api/problem-error';
import type { Caller } from '../session/sign-in.ts';

/**
 * What a gateway needs for this request: the connection as this session may use it, and the deadline. Ids of another
 * region are refused here, before anything is sent.
 */
export function awsCall(
  context: Context,
  { params, caller, signal }: { params: Readonly<Record<string, string>>; caller: Caller; signal: AbortSignal },
): AwsCall {
  const { connectionId = '', poolId, identityId } = params;
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
  return { connection, isReadOnly: isReadOnlyFor(context, caller, connection), signal };
}

/** Whether this session may change nothing there. */
export function isReadOnlyFor({ signIn }: Context, caller: Caller, connection: ConnectionDefinition): boolean {
  return connection.readOnlyPinned || (signIn.readOnlyChoice(caller, connection.id) ?? connection.readOnly);
}
