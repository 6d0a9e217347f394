import type { Endpoint } from '@lifeguard/shared/api/endpoint';
import type { Router } from 'express';
import type { z } from 'zod';

import { type Input, inTime, route } from './route.ts';

/** Serves one endpoint with JSON: runs the handler, sends its answer. An answer with an `etag` carries it as header too. */
export function serve<P extends string, R extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  router: Router,
  endpoint: Endpoint<P, R, Q, B>,
  { deadlineMs }: { readonly deadlineMs: number },
  handler: (input: Input<P, z.output<Q>, z.output<B>>) => Promise<z.input<R>> | z.input<R>,
): void {
  route(router, endpoint, async (input, res) => {
    const result: unknown = await inTime(deadlineMs, (signal) => handler({ ...input, signal }));
    if (typeof result === 'object' && result !== null && 'etag' in result) res.setHeader('ETag', String(result.etag));
    res.status(200).json(result);
  });
}
