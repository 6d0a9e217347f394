import type { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';

import { isUnclear } from './errors.ts';
import { traces } from './send.ts';

/** Writes the error and the raw answer of every attempt into the call's trace. */
export function traceAttempts(client: CognitoIdentityClient): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const trace = traces.getStore() ?? {};
      trace.lastError = undefined;
      try {
        return await next(args);
      } catch (error) {
        trace.lastError = error;
        if (isUnclear(error)) trace.mayHaveArrived = true;
        throw error;
      }
    },
    // Inside the retries: once per attempt.
    { step: 'finalizeRequest', priority: 'low', name: 'traceAttempts' },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const trace = traces.getStore();
      if (trace !== undefined && hasBody(result.response)) {
        const bytes = await collect(result.response.body);
        trace.rawBody = bytes;
        result.response.body = bytes;
      }
      return result;
    },
    // Nearer to the wire than the SDK's own parser.
    { step: 'deserialize', priority: 'low', name: 'traceAnswer' },
  );
}

function hasBody(response: unknown): response is { body: AsyncIterable<Uint8Array> | Uint8Array } {
  return typeof response === 'object' && response !== null && 'body' in response && response.body !== undefined;
}

async function collect(body: AsyncIterable<Uint8Array> | Uint8Array): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
