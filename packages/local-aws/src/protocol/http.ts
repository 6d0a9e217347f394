import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { AwsError } from './errors.ts';

const maxBodyBytes = 1024 * 1024;

/** A request with its whole body, as every protocol here reads it. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly requestId: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Reads the body to its end; more than 1 MiB is refused with 413 once it has arrived. */
export function readRequest(message: IncomingMessage): Promise<HttpRequest> {
  const target = message.url ?? '/';
  const at = target.indexOf('?');
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBodyBytes) chunks.push(chunk);
    });
    message.on('error', reject);
    message.on('end', () => {
      if (size > maxBodyBytes) {
        reject(
          new AwsError('RequestEntityTooLargeException', `The request is larger than ${maxBodyBytes} bytes.`, 413),
        );
        return;
      }
      resolve({
        method: message.method ?? 'GET',
        target,
        path: at < 0 ? target : target.slice(0, at),
        query: new URLSearchParams(at < 0 ? '' : target.slice(at + 1)),
        headers: message.headers,
        body: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks),
        requestId: randomUUID(),
      });
    });
  });
}

/** One header's value; the first where a client sent several. */
export function header(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
