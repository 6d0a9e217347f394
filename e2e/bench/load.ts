import http from 'node:http';

import type { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';

/** A request as bytes, to be sent many times over kept-alive connections. */
export interface RawRequest {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Requests per second that a server answers, with `connections` requests under way at once. Every answer must have
 * status 200: a refused request would be counted as a fast one.
 */
export async function requestsPerSecond(
  url: string,
  request: RawRequest,
  seconds: number,
  connections = 16,
): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);
  let answered = 0;
  const until = performance.now() + seconds * 1000;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        await send({ ...request, hostname, port, agent }, request.body);
        answered += 1;
      }
    }),
  );
  const rate = answered / ((performance.now() - started) / 1000);
  agent.destroy();
  return rate;
}

function send(options: http.RequestOptions, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(options, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${options.method} ${options.path} was answered with ${response.statusCode}`));
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** The last request that the client sent, signed and with its exact bytes. */
export function captureRequests(client: CognitoIdentityClient): () => RawRequest {
  let captured: RawRequest | undefined;
  client.middlewareStack.add(
    (next) => (input) => {
      const request = input.request as { method: string; path: string; headers: Record<string, string>; body: string };
      captured = { method: request.method, path: request.path, headers: { ...request.headers }, body: request.body };
      return next(input);
    },
    // After signing, which happens in the same step with normal priority.
    { step: 'finalizeRequest', priority: 'low', name: 'captureForBench' },
  );
  return () => {
    if (captured === undefined) throw new Error('The SDK sent nothing.');
    return captured;
  };
}
