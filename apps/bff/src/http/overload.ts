import { monitorEventLoopDelay } from 'node:perf_hooks';

import type { NextFunction, Request, Response } from 'express';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { Limits } from './rate-limits.ts';

const windowMs = 1000;
/** One slow second is a start or a garbage collection, not an overload. */
const slowWindows = 3;

/** With less under way than this, slowness comes from other programs, and refusing would not help. */
const busy = 20;

const under = new WeakMap<Response, () => void>();

/** From here on the request costs next to nothing, however long it stays open: it counts no longer. */
export function endsCounting(res: Response): void {
  under.get(res)?.();
}

/** Answers 503 instead of queueing without bound, when too much is in flight or the event loop can't keep up. */
export function overloadGuard(limits: Limits) {
  const isSlow = watchEventLoop(limits.eventLoopDelayMs);
  let inFlight = 0;
  return (_req: Request, res: Response, next: NextFunction): void => {
    if (inFlight >= limits.inFlight || (inFlight >= busy && isSlow())) {
      throw new ProblemError(
        'unavailable',
        'The console has too much to do at the moment. Nothing was done. Try again in a few seconds.',
        {
          retryAfterMs: 2000,
        },
      );
    }
    inFlight += 1;
    const leave = () => {
      if (under.delete(res)) inFlight -= 1;
    };
    under.set(res, leave);
    res.once('close', leave);
    next();
  };
}

function watchEventLoop(limitMs: number): () => boolean {
  const histogram = monitorEventLoopDelay({ resolution: 10 });
  let slow = 0;
  histogram.enable();
  setInterval(() => {
    slow = histogram.percentile(99) / 1e6 > limitMs ? slow + 1 : 0;
    histogram.reset();
  }, windowMs).unref();
  return () => slow >= slowWindows;
}
