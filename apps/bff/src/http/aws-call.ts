import { regionOf } from '@lifeguard/shared/aws/ids';

import type { AwsCall, ConnectionDefinition } from '@lifeguard/aws/client/connections';
import type { Journal } from '@lifeguard/aws/journal';
import type { Context } from '../context.ts';
import { invalidFields } from '@lifeguard/shared/api/problem-error';
import type { Caller } from '../session/sign-in.ts';

interface AwsRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly signal: AbortSignal;
  readonly journal?: Journal;
}

/**
 * What a gateway needs for this request: the connection as this session may use it, and the deadline. Ids of another
 * region are refused here, before anything is sent.
 */
export function awsCall(context: Context, { params, caller, signal, journal }: AwsRequest): AwsCall {
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
  const call = { connection, isReadOnly: isReadOnlyFor(caller, connection), signal };
  return journal === undefined ? call : { ...call, journal };
}

/** Whether this session may change nothing there. */
export function isReadOnlyFor({ readOnlyChoices }: Caller, connection: ConnectionDefinition): boolean {
  return connection.readOnlyPinned || (readOnlyChoices.get(connection.id) ?? connection.readOnly);
}
