import type { Endpoint } from '@lifeguard/shared/api/endpoint';
import type { Response } from 'express';
import type { z } from 'zod';

import type { SignIn } from '../session/sign-in.ts';
import type { Timeouts } from './timeouts.ts';
import { endsCounting } from './overload.ts';
import { type Input, route, type Routes } from './route.ts';
import type { Streams } from './streams.ts';

/** Whoever does not read gets no more. */
const maxBuffered = 256 * 1024;

interface Parts {
  readonly streams: Streams;
  readonly signIn: SignIn;
  readonly timeouts: Timeouts;
}

/**
 * Serves one endpoint with server-sent events, each under the name of its `type`. `listen` gets what to call with each,
 * and answers how to stop. A stream ends with its session, and after `streamMs`: the browser asks anew.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function serveEvents<E extends Endpoint<string, z.ZodType<{ type: string }>>>(
  routes: Routes,
  endpoint: E,
  { streams, signIn, timeouts }: Parts,
  listen: (input: Omit<Input<E>, 'signal'>, send: (event: z.output<E['response']>) => void) => () => void,
): void {
  route(
    routes,
    endpoint,
    (input) => input,
    (input, res) => {
      if (res.req.method === 'HEAD') {
        // Only to find out whether it can be listened to.
        listen(input, () => undefined)();
        setHeaders(res);
        res.end();
        return;
      }
      let ending: NodeJS.Timeout | undefined;
      const end = () => {
        res.end();
        // Whoever does not read never takes the end, either.
        ending ??= setTimeout(() => res.destroy(), timeouts.pingMs).unref();
      };
      streams.add(input.caller.key, end);
      let stop: () => void = () => undefined;
      const write = (text: string) => {
        if (res.writableEnded || res.destroyed) return;
        if (res.writableLength > maxBuffered) res.destroy();
        else res.write(text);
      };
      const ping = setInterval(() => void checkAlive(), timeouts.pingMs).unref();
      /** Signing out here ends the stream at once; what else ends a session is seen at the next ping. */
      const checkAlive = async () => {
        // Whether a session lives can't be said without its store, which nobody is thrown out for.
        const isAlive = await signIn.isAlive(input.caller).catch(() => true);
        if (isAlive) write(': ping\n\n');
        else end();
      };
      const last = setTimeout(end, timeouts.streamMs).unref();
      res.once('close', () => {
        stop();
        clearInterval(ping);
        clearTimeout(last);
        clearTimeout(ending);
        streams.remove(end);
      });
      const send = (event: z.output<E['response']>) =>
        write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
      try {
        // What can't be listened to is answered as a problem, before the stream has begun.
        setHeaders(res);
        stop = listen(input, send);
      } catch (error) {
        streams.remove(end);
        throw error;
      }
      endsCounting(res);
    },
  );
}

function setHeaders(res: Response): void {
  res.status(200).setHeader('Content-Type', 'text/event-stream; charset=utf-8');
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('X-Accel-Buffering', 'no');
}
