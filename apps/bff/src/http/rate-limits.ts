import type { NextFunction, Request, Response } from 'express';
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

import { ProblemError } from '@lifeguard/shared/api/problem-error';

/** Requests per window; `burst` may be used on top of it, once per `burstSeconds`. */
export interface Limits {
  readonly session: { perSecond: number; burst: number; burstSeconds: number };
  readonly writes: { perSecond: number; burst: number; burstSeconds: number };
  readonly auth: { perMinute: number };
  readonly reports: { perMinute: number };
  readonly inFlight: number;
  /** 99th percentile of the event loop's delay, in milliseconds. */
  readonly eventLoopDelayMs: number;
}

/** 20 requests and 2 writes a second are more than a person makes; a script that is allowed to may ask for more. */
export function limitsFor(requestsPerSecond: number): Limits {
  return {
    ...fixedLimits,
    session: { perSecond: requestsPerSecond, burst: 2 * requestsPerSecond, burstSeconds: 3 },
    writes: { perSecond: Math.ceil(requestsPerSecond / 10), burst: requestsPerSecond, burstSeconds: 10 },
  };
}

const fixedLimits = {
  auth: { perMinute: 30 },
  reports: { perMinute: 10 },
  inFlight: 500,
  eventLoopDelayMs: 200,
};

/** No window is longer; but a clock that went back makes it look so. */
const longestWaitMs = 60_000;

interface Limiter {
  consume(key: string): Promise<unknown>;
}

export type RateLimits = ReturnType<typeof createRateLimits>;

/** The limiters of one app. Each throws rate_limited with the time to wait. */
export function createRateLimits(limits: Limits) {
  const session = bursty('session', limits.session);
  const writes = bursty('writes', limits.writes);
  const auth = new RateLimiterMemory({ keyPrefix: 'auth', points: limits.auth.perMinute, duration: 60 });
  const reports = new RateLimiterMemory({ keyPrefix: 'reports', points: limits.reports.perMinute, duration: 60 });
  return {
    async forSession(key: string, isWrite: boolean): Promise<void> {
      await consume(session, key);
      if (isWrite) await consume(writes, key);
    },
    forFailedSignIn: (req: Request): Promise<void> => consume(auth, addressOf(req)),
    forReports: async (req: Request, _res: Response, next: NextFunction): Promise<void> => {
      await consume(reports, addressOf(req));
      next();
    },
  };
}

function addressOf(req: Request): string {
  return req.ip ?? 'unknown';
}

function bursty(name: string, limit: Limits['session']): Limiter {
  return new BurstyRateLimiter(
    new RateLimiterMemory({ keyPrefix: name, points: limit.perSecond, duration: 1 }),
    new RateLimiterMemory({ keyPrefix: `${name}-burst`, points: limit.burst, duration: limit.burstSeconds }),
  );
}

async function consume(limiter: Limiter, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason;
    const retryAfterMs = Math.min(longestWaitMs, Math.max(250, Math.round(reason.msBeforeNext)));
    throw new ProblemError(
      'rate_limited',
      `That was too many requests in a short time. This one was not done. Try again in ${Math.ceil(retryAfterMs / 1000)} s.`,
      { retryAfterMs },
    );
  }
}
