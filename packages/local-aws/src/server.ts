import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { ShiftedClock } from './clock.ts';
import { Trail } from './cloudtrail/trail.ts';
import { discoveryDocument } from './cognito-identity/tokens/discovery.ts';
import { control, type ControlContext } from './control/control.ts';
import type { Outcome } from './dispatch/dispatch.ts';
import { dispatchJson } from './dispatch/json.ts';
import { dispatchQuery } from './dispatch/query.ts';
import { Faults } from './dispatch/faults.ts';
import { jsonError, unknownOperation } from './protocol/aws-json.ts';
import { corsHeaders, preflight } from './protocol/cors.ts';
import { AwsError } from './protocol/errors.ts';
import { type HttpAnswer, type HttpRequest, header, readRequest } from './protocol/http.ts';
import { isOwnHost } from './protocol/loopback.ts';
import { isQueryRequest } from './protocol/query-xml.ts';
import { type LogFormat, logLine } from './dispatch/request-log.ts';
import { Store } from './store.ts';

export interface LocalAwsOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Folder of the data; absent: everything is kept in memory. */
  readonly dataDir?: string;
  /** Receives one line for each call. */
  readonly log?: (line: string) => void;
  readonly logFormat?: LogFormat;
}

/** A running local AWS on 127.0.0.1. */
export interface LocalAws {
  readonly url: string;
  readonly port: number;
  /** Ends open connections and closes the data. */
  close(): Promise<void>;
}

/** Starts the local AWS: every service on one port. Rejects when the port is taken or the data is in use. */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  const store = new Store(options.dataDir);
  const context = { store, clock: new ShiftedClock(), faults: new Faults(), trail: new Trail() };
  const server = createServer({
    requestTimeout: 30_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 30_000,
    maxHeaderSize: 32 * 1024,
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', (error) => {
      store.close();
      reject(error);
    });
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const controlContext = { ...context, port };
  server.on('request', (message: IncomingMessage, response: ServerResponse) => {
    handle(controlContext, message, response, options).catch((error: unknown) => {
      // A bug here must cost one answer, not the service.
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      response.destroy();
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          store.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function handle(
  context: ControlContext,
  message: IncomingMessage,
  response: ServerResponse,
  options: LocalAwsOptions,
): Promise<void> {
  const started = performance.now();
  const { answer, service, operation, error } = await outcomeOf(context, message);
  if (answer !== 'hang' && !response.destroyed) {
    response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
    response.end(answer.body);
  }
  options.log?.(
    logLine(options.logFormat ?? 'text', new Date(), {
      service,
      operation,
      status: answer === 'hang' ? 0 : answer.status,
      error,
      ms: performance.now() - started,
    }),
  );
}

async function outcomeOf(context: ControlContext, message: IncomingMessage): Promise<Outcome> {
  let request: HttpRequest;
  try {
    request = await readRequest(message);
  } catch (error) {
    const awsError = error instanceof AwsError ? error : new AwsError('IncompleteRequest', 'The request broke off.');
    const unread = { requestId: '-', headers: message.headers } as HttpRequest;
    return { answer: readableError(unread, awsError), service: '-', operation: '-', error: awsError.code };
  }
  if (!isOwnHost(request, context.port)) {
    const body = JSON.stringify({ error: `The Host of the local AWS is 127.0.0.1:${context.port}.` });
    const answer = { status: 403, headers: { 'content-type': 'application/json' }, body };
    return { answer, service: '-', operation: 'another Host', error: 'Forbidden' };
  }
  if (request.path.startsWith('/_local/')) {
    const answer = await control(context, request);
    return { answer, service: 'control', operation: `${request.method} ${request.path}` };
  }
  const document = await discoveryDocument(context.store, `http://127.0.0.1:${context.port}`, request);
  if (document !== undefined)
    return { answer: document, service: 'cognito-identity', operation: `GET ${request.path}` };
  if (request.method === 'OPTIONS')
    return { answer: preflight(request), service: 'cognito-identity', operation: 'preflight' };
  if (request.method === 'POST' && header(request, 'x-amz-target') !== undefined) return dispatchJson(context, request);
  if (isQueryRequest(request)) return dispatchQuery(context, request);
  return {
    answer: notAnApiCall(request),
    service: '-',
    operation: `${request.method} ${request.path.slice(0, 100)}`,
    error: 'UnknownOperationException',
  };
}

function notAnApiCall(request: HttpRequest): HttpAnswer {
  return readableError(request, new AwsError(unknownOperation().code, unknownOperation().message, 404));
}

/** An error that a page of another origin may read too. */
function readableError(request: HttpRequest, error: AwsError): HttpAnswer {
  const answer = jsonError(request, error);
  return { ...answer, headers: { ...answer.headers, ...corsHeaders(request) } };
}
