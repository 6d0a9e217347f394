import { identityIndexEndpoints } from '@lifeguard/shared/api/identity-index';
import { jobEndpoints } from '@lifeguard/shared/api/jobs';

import type { Context } from '../context.ts';
import type { Api } from '../http/api.ts';
import { serveEvents } from '../http/serve-events.ts';
import { serveFile } from '../http/serve-file.ts';

export function jobRoutes(api: Api, context: Context): void {
  const { serve, serveAws } = api;
  const { jobs, timeouts } = context;
  serveAws(identityIndexEndpoints.scan, (call, { params, idempotencyKey }) =>
    jobs.scan(call, params.poolId, idempotencyKey),
  );
  serveAws(identityIndexEndpoints.export, (call, { params, body, idempotencyKey }) =>
    jobs.export(call, params.poolId, body, idempotencyKey),
  );
  serveAws(identityIndexEndpoints.remove, (call, { params, body, idempotencyKey }) =>
    jobs.remove(call, params.poolId, body, idempotencyKey),
  );
  serve(jobEndpoints.list, ({ params }) => ({ jobs: jobs.list(params.connectionId) }));
  serveEvents(api, jobEndpoints.events, context, ({ params }, send) => jobs.listen(params.connectionId, send));
  serve(jobEndpoints.get, ({ params }) => jobs.get(params.connectionId, params.jobId));
  serve(jobEndpoints.cancel, ({ params }) => jobs.cancel(params.connectionId, params.jobId));
  serve(jobEndpoints.pause, ({ params }) => jobs.pause(params.connectionId, params.jobId));
  serveAws(jobEndpoints.resume, (call, { params }) => jobs.resume(call, params.jobId));
  serveAws(jobEndpoints.retry, (call, { params, idempotencyKey }) => jobs.retry(call, params.jobId, idempotencyKey));
  serveAws(jobEndpoints.deleteFound, (call, { params, body, idempotencyKey }) =>
    jobs.deleteFound(call, params.jobId, body, idempotencyKey),
  );
  serve(jobEndpoints.remove, ({ params }) => {
    jobs.forget(params.connectionId, params.jobId);
    return {};
  });
  serveFile(api, jobEndpoints.file, timeouts, ({ params, query }) =>
    jobs.file(params.connectionId, params.jobId, query.format),
  );
}
