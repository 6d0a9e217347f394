import type { Problem } from '@lifeguard/shared/api/problem';
import type { NextFunction, Request, Response } from 'express';

import type { Log } from '../log/log.ts';
import { kindOf, ProblemError } from '@lifeguard/shared/api/problem-error';
import { redact } from '@lifeguard/aws/client/redact';
import { correlationIdOf } from './request-log.ts';

/** Turns whatever was thrown into problem+json. What is not a ProblemError is our mistake: logged, never shown. */
export function errorHandler(log: Log) {
  // Express knows an error handler by its four parameters.
  return (error: unknown, req: Request, res: Response, _next: NextFunction): void => {
    const correlationId = correlationIdOf(res);
    const known = error instanceof ProblemError ? error : fromExpress(error);
    const problem = known ?? unexpected();
    if (known === undefined) log.error('unexpected error', { correlationId }, error);
    else if (problem.status >= 500)
      log.warn('request failed', { correlationId, code: problem.code }, problem.cause ?? problem);
    res.locals.problemCode = problem.code;
    if (res.headersSent) {
      req.socket.destroy();
      return;
    }
    sendProblem(res, problem, correlationId);
  };
}

function sendProblem(res: Response, error: ProblemError, correlationId: string): void {
  const { type, title, status } = kindOf(error);
  const body: Problem = {
    type: `urn:lifeguard:problem:${type}`,
    title,
    status,
    code: error.code,
    detail: redact(error.message),
    correlationId,
    ...error.members,
  };
  if (error.members.retryAfterMs !== undefined) {
    res.setHeader('Retry-After', String(Math.max(1, Math.ceil(error.members.retryAfterMs / 1000))));
  }
  res.setHeader('Cache-Control', 'no-store');
  // A refused body may still be on its way in: don't read on.
  if (status === 413) res.setHeader('Connection', 'close');
  res.status(status).set('Content-Type', 'application/problem+json; charset=utf-8').end(JSON.stringify(body));
}

/** Errors of express and its file server, known by their status; their text may repeat the request. */
function fromExpress(error: unknown): ProblemError | undefined {
  if (error instanceof URIError) return malformed(error);
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  switch (error.status) {
    case 404:
    case 403:
      return new ProblemError('not_found', 'There is nothing at this address.', {}, error);
    case 400:
      return malformed(error);
    default:
      return undefined;
  }
}

function malformed(cause: Error): ProblemError {
  return new ProblemError('invalid_input', 'The request is not well formed. Nothing was changed.', {}, cause);
}

function unexpected(): ProblemError {
  return new ProblemError(
    'internal',
    'Something went wrong in the console itself. Reload to see the present state before you try again; ' +
      'the log line with this correlation id says more.',
  );
}
