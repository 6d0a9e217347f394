import { randomUUID } from 'node:crypto';

import type { NextFunction, Request, Response } from 'express';

import type { Log } from '../log/log.ts';

/** Gives the request its id and writes one line when it is answered: route template and status, never query or body. */
export function requestLog(log: Log) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const startedAt = performance.now();
    const correlationId = randomUUID();
    res.locals.correlationId = correlationId;
    res.setHeader('X-Correlation-Id', correlationId);
    res.once('close', () => {
      log.info('request', {
        correlationId,
        method: req.method,
        route: text(res.locals.route) ?? '-',
        status: res.statusCode,
        ms: Math.round(performance.now() - startedAt),
        ip: req.ip,
        sid: text(res.locals.sid),
        code: text(res.locals.problemCode),
        aborted: res.writableFinished ? undefined : true,
      });
    });
    next();
  };
}

export function correlationIdOf(res: Response): string {
  return text(res.locals.correlationId) ?? randomUUID();
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
