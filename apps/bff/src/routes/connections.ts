import { connectionEndpoints } from '@lifeguard/shared/api/connections';

import { shownConnection } from '@lifeguard/aws/client/connections';
import type { Context } from '../context.ts';
import type { Api } from '../http/api.ts';
import { isReadOnlyFor } from '../http/aws-call.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';

export function connectionRoutes({ serve, serveAws }: Api, context: Context): void {
  const { connections, jobs, principals, sampleData, signIn } = context;
  serve(connectionEndpoints.list, async ({ caller }) => {
    await connections.learn();
    await connections.refresh();
    const { list, warnings } = connections.all();
    const shown = list.map((connection) => shownConnection(connection, isReadOnlyFor(caller, connection)));
    return { connections: shown, warnings: [...warnings] };
  });
  serveAws(connectionEndpoints.status, (call) => principals.status(call));
  serveAws(connectionEndpoints.setReadOnly, async ({ connection }, { caller, body: { readOnly } }) => {
    if (connection.readOnlyPinned && !readOnly) {
      throw new ProblemError(
        'forbidden',
        `The configuration file keeps "${connection.label}" read-only. Nothing was changed.`,
      );
    }
    await signIn.chooseReadOnly(caller, connection.id, readOnly);
    if (readOnly) jobs.pauseDeletions(connection);
    context.log.info('read-only switched', { connection: connection.id, readOnly });
    return shownConnection(connection, readOnly);
  });
  serveAws(connectionEndpoints.loadSampleData, (call) => sampleData.load(call));
}
