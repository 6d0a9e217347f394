import type { IncomingMessage } from 'node:http';

import type { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { z } from 'zod';

import { isUnclear, NotUnderstood } from './errors.ts';
import { traces } from './send.ts';

const httpRequest = z.object({ protocol: z.string(), hostname: z.string(), port: z.number().optional() });

/** Writes the error of every attempt into the call's trace. */
export function traceAttempts(client: CognitoIdentityClient): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const trace = traces.getStore() ?? {};
      trace.isUnderWay = true;
      trace.host = hostOf(args.request);
      try {
        const answer = await next(args);
        trace.isUnderWay = false;
        return answer;
      } catch (error) {
        if (isUnclear(error)) trace.mayHaveArrived = true;
        if (isGivenUp(error)) throw error;
        trace.lastError = error;
        trace.isUnderWay = false;
        throw error;
      }
    },
    // Inside the retries: once per attempt.
    { step: 'finalizeRequest', priority: 'low', name: 'traceAttempts' },
  );
}

/** Ended by the call's own time budget, or by its caller. */
function isGivenUp(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function hostOf(request: unknown): string | undefined {
  const { success, data } = httpRequest.safeParse(request);
  if (!success) return undefined;
  return `${data.protocol}//${data.hostname}${data.port === undefined ? '' : `:${data.port}`}`;
}

/** More than any answer of AWS: the largest one, a page of roles, has less than 6 MiB. */
const maxAnswerBytes = 8 * 1024 * 1024;

/** Reads an answer for the SDK's parser, and keeps it as AWS sent it: the parser drops what it does not know. */
export function traceBody(answer: IncomingMessage): Promise<Uint8Array> {
  const trace = traces.getStore();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    answer.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxAnswerBytes) answer.destroy(new NotUnderstood('it is larger than 8 MiB'));
      else chunks.push(chunk);
    });
    answer.once('error', reject);
    answer.once('end', () => {
      const bytes = Buffer.concat(chunks);
      if (trace !== undefined) trace.rawBody = bytes;
      resolve(bytes);
    });
  });
}
