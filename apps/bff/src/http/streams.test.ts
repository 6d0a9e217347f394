import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';

import { endpoint } from '@lifeguard/shared/api/endpoint';
import express, { Router } from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';

import { send, type Session, startBff, type TestBff } from '../testing/harness.ts';
import { serveEvents } from './serve-events.ts';
import { sessionGuard } from '../session/guard.ts';
import { Streams } from './streams.ts';

const noise = endpoint('GET', '/api/noise', {
  summary: 'As much as is sent',
  permission: 'identities:read',
  answers: 'text/event-stream',
  response: z.object({ type: z.literal('noise'), text: z.string() }),
});

let bff: TestBff;
let session: Session;
beforeEach(async () => {
  bff = await startBff({ timeouts: { pingMs: 20 } });
  session = await bff.signIn();
});
afterEach(() => bff.close());

/** A stream whose reader never reads, how to send into it, and whether the server has let go of it. */
async function unreadStream() {
  const router = Router();
  const listener = Promise.withResolvers<(event: { type: 'noise'; text: string }) => void>();
  let isLetGo = false;
  serveEvents(
    { router, served: [], checkParams: () => undefined, audit: bff.context.audit },
    noise,
    bff.context,
    (_, send) => {
      listener.resolve(send);
      return () => {
        isLetGo = true;
      };
    },
  );
  const server = express().use(sessionGuard(bff.context), router).listen(0, '127.0.0.1');
  const served: Socket[] = [];
  server.on('connection', (socket) => served.push(socket));
  await once(server, 'listening');
  const address = server.address();
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.pause();
  socket.write(
    `GET /api/noise HTTP/1.1\r\nHost: x\r\nCookie: ${session.cookie}\r\nX-Console-CSRF: ${session.csrf}\r\n\r\n`,
  );
  const send = await listener.promise;
  return {
    isLetGo: () => isLetGo,
    send: (text: string) => send({ type: 'noise', text }),
    /** Bytes that the kernel does not take. */
    kept: () => Math.max(0, ...served.map(({ writableLength }) => writableLength)),
    close: () => {
      socket.destroy();
      server.close();
    },
  };
}

it('who does not read is let go of, before much is kept for them', async () => {
  const stream = await unreadStream();
  const text = 'x'.repeat(64 * 1024);
  let sent = 0;
  for (; !stream.isLetGo(); sent += 1) {
    stream.send(text);
    await setImmediate();
  }
  // What the kernel takes for the reader, and a quarter of a megabyte here.
  expect(sent * text.length).toBeLessThan(64 * 1024 * 1024);
  stream.close();
});

it('who does not read is let go of when the stream ends, too', async () => {
  const stream = await unreadStream();
  // Until the kernel takes no more: the server itself keeps so little that it sees no harm in it.
  while (stream.kept() === 0) {
    stream.send('x'.repeat(64 * 1024));
    await setImmediate();
  }
  expect(stream.isLetGo()).toBe(false);
  bff.context.streams.close();
  while (!stream.isLetGo()) await setImmediate();
  stream.close();
});

it('HEAD is answered as every other, without a stream', async () => {
  const answer = await send(bff, 'HEAD', '/api/connections/local/job-events', { session });
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
});

it('there are at most 200 streams at once, three of a session', () => {
  const streams = new Streams();
  let ended = 0;
  const end = () => () => {
    ended += 1;
  };
  const first = end();
  streams.add('session 0', first);
  for (let count = 1; count < 200; count += 1) streams.add(`session ${Math.floor(count / 3)}`, end());
  expect(() => streams.add('session 1', end())).toThrow('Too many pages of this console');
  expect(() => streams.add('another', end())).toThrow('Too many pages of this console');
  streams.remove(first);
  streams.add('another', end());
  streams.close();
  expect(ended).toBe(200);
});
