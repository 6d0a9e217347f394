import { identityIndexEndpoints } from '@lifeguard/shared/api/identity-index';
import { jobEndpoints } from '@lifeguard/shared/api/jobs';
import { Router } from 'express';

import type { Context } from '../context.ts';
import { serveEvents } from '../http/serve-events.ts';
import { serveFile } from '../http/serve-file.ts';
import { serve } from '../http/serve.ts';
import { awsCall } from './access.ts';

export function jobRoutes(context: Context): Router {
  const router = Router();
  const { jobs, timeouts } = context;
  serve(router, identityIndexEndpoints.scan, timeouts, (input) =>
    jobs.scan(awsCall(context, input), input.params.poolId, input.idempotencyKey),
  );
  serve(router, identityIndexEndpoints.export, timeouts, (input) =>
    jobs.export(awsCall(context, input), input.params.poolId, input.body, input.idempotencyKey),
  );
  serve(router, identityIndexEndpoints.remove, timeouts, (input) =>
    jobs.remove(awsCall(context, input), input.params.poolId, input.body, input.idempotencyKey),
  );
  serve(router, jobEndpoints.list, timeouts, ({ params }) => ({ jobs: jobs.list(params.connectionId) }));
  serveEvents(router, jobEndpoints.events, context, ({ params }, send) => jobs.listen(params.connectionId, send));
  serve(router, jobEndpoints.get, timeouts, ({ params }) => jobs.get(params.connectionId, params.jobId));
  serve(router, jobEndpoints.cancel, timeouts, ({ params }) => jobs.cancel(params.connectionId, params.jobId));
  serve(router, jobEndpoints.pause, timeouts, ({ params }) => jobs.pause(params.connectionId, params.jobId));
  serve(router, jobEndpoints.resume, timeouts, (input) => jobs.resume(awsCall(context, input), input.params.jobId));
  serve(router, jobEndpoints.retry, timeouts, (input) =>
    jobs.retry(awsCall(context, input), input.params.jobId, input.idempotencyKey),
  );
  serve(router, jobEndpoints.remove, timeouts, ({ params }) => {
    jobs.forget(params.connectionId, params.jobId);
    return {};
  });
  serveFile(router, jobEndpoints.file, timeouts, ({ params, query }) =>
    jobs.file(params.connectionId, params.jobId, query.format),
  );
  return router;
}
