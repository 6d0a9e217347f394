import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Endpoint } from '@lifeguard/shared/api/endpoint';
import type { Response } from 'express';

import { endsCounting } from './overload.ts';
import { type Input, inTime, route, type Routes } from './route.ts';

/** A download: `name` is what the browser calls it, `bytes` its length where it is known. */
interface Download {
  readonly name: string;
  readonly stream: Readable;
  readonly bytes?: number;
}

/** Serves one endpoint with a file to be saved, as fast as it is taken. The deadline is for the handler, not for the transfer. */
export function serveFile<E extends Endpoint>(
  routes: Routes,
  endpoint: E,
  { deadlineMs }: { readonly deadlineMs: number },
  handler: (input: Input<E>) => Promise<Download> | Download,
): void {
  route(routes, endpoint, (input) => inTime(deadlineMs, (signal) => handler({ ...input, signal })), send);
}

async function send({ name, stream, bytes }: Download, res: Response): Promise<void> {
  endsCounting(res);
  res.attachment(name);
  res.setHeader('Content-Type', name.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8');
  res.setHeader('Cache-Control', 'no-store');
  if (bytes !== undefined) res.setHeader('Content-Length', bytes);
  try {
    await pipeline(stream, res);
  } catch (error) {
    // Whoever cancels a download has made no mistake.
    if (!res.destroyed || !(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'))
      throw error;
  }
}
