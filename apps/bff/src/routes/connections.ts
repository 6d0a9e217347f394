import { connectionEndpoints } from '@lifeguard/shared/api/connections';
import { Router } from 'express';

import { shownConnection } from '@lifeguard/aws/client/connections';
import type { Context } from '../context.ts';
import { serve } from '../http/serve.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { awsCall } from './access.ts';

export function connectionRoutes(context: Context): Router {
  const router = Router();
  const { connections, jobs, principals, sampleData, signIn, timeouts } = context;
  serve(router, connectionEndpoints.list, timeouts, async (input) => {
    await connections.refresh();
    const { list, warnings } = connections.all();
    const shown = list.map((connection) =>
      shownConnection(awsCall(context, { ...input, params: { connectionId: connection.id } })),
    );
    return { connections: shown, warnings: [...warnings] };
  });
  serve(router, connectionEndpoints.status, timeouts, (input) => principals.status(awsCall(context, input)));
  serve(router, connectionEndpoints.setReadOnly, timeouts, (input) => {
    const { connection } = awsCall(context, input);
    if (connection.readOnlyPinned && !input.body.readOnly) {
      throw new ProblemError(
        'forbidden',
        `The configuration file keeps "${connection.label}" read-only. Nothing was changed.`,
      );
    }
    signIn.chooseReadOnly(input.caller, connection.id, input.body.readOnly);
    if (input.body.readOnly) jobs.pauseDeletions(connection);
    context.log.info('read-only switched', { connection: connection.id, readOnly: input.body.readOnly });
    return shownConnection(awsCall(context, input));
  });
  serve(router, connectionEndpoints.loadSampleData, timeouts, (input) => sampleData.load(awsCall(context, input)));
  return router;
}
