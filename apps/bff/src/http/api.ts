import type { AwsCall } from '@lifeguard/aws/client/connections';
import type { Endpoint } from '@lifeguard/shared/api/endpoint';
import { Router } from 'express';
import type { z } from 'zod';

import type { Context } from '../context.ts';
import { awsCall } from './aws-call.ts';
import { type Input, inTime, route, type Routes } from './route.ts';

export type Api = ReturnType<typeof createApi>;

type Answer<E extends Endpoint> = Promise<z.input<E['response']>> | z.input<E['response']>;

/** Serves endpoints on a router of its own. `served` is the list of the whole app: what is served is added to it. */
export function createApi(context: Context, served: Endpoint[]) {
  const routes: Routes = {
    router: Router(),
    served,
    audit: context.audit,
    checkParams({ connectionId }) {
      if (connectionId !== undefined) context.connections.get(connectionId);
    },
  };

  /** Serves one endpoint with JSON: runs the handler, sends its answer. An answer with an `etag` carries it as header too. */
  function serve<E extends Endpoint>(endpoint: E, handler: (input: Input<E>) => Answer<E>): void {
    route(
      routes,
      endpoint,
      (input): Promise<unknown> => inTime(context.timeouts.deadlineMs, (signal) => handler({ ...input, signal })),
      (result, res) => {
        if (typeof result === 'object' && result !== null && 'etag' in result) {
          res.setHeader('ETag', String(result.etag));
        }
        res.status(200).json(result);
      },
    );
  }

  /** The same for what a connection is needed for: the handler gets it as this session may use it. */
  function serveAws<E extends Endpoint<`/api/connections/:connectionId${string}`>>(
    endpoint: E,
    handler: (call: AwsCall, input: Input<E>) => Answer<E>,
  ): void {
    serve(endpoint, (input) => handler(awsCall(context, input), input));
  }

  return { ...routes, serve, serveAws };
}
