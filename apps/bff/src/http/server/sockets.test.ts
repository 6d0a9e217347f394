import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { send } from '../../testing/harness.ts';
import { limitSockets } from './sockets.ts';

let server: Server;
let port: number;
let held: PromiseWithResolvers<ServerResponse>;
const clients: Socket[] = [];

beforeEach(async () => {
  held = Promise.withResolvers();
  server = createServer((req, res) => {
    if (req.url === '/held') held.resolve(res);
    else res.end('answered');
  });
  limitSockets(server, 20);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
  server.closeAllConnections();
  server.close();
});

async function open(text = ''): Promise<Socket> {
  const arrived = once(server, 'connection');
  const client = connect(port, '127.0.0.1').on('error', () => undefined);
  clients.push(client);
  client.write(text);
  await arrived;
  return client;
}

const request = 'GET /held HTTP/1.1\r\nHost: x\r\n\r\n';

it('whoever holds idle sockets open shuts nobody out, and ends no request', async () => {
  const working = await open(request);
  const res = await held.promise;
  for (let count = 0; count < 50; count += 1) await open();
  expect((await send({ port }, 'GET', '/')).text).toBe('answered');
  const answer = once(working, 'data');
  res.end('at last');
  expect(String(await answer)).toContain('at last');
});

it('a connection that was answered is idle again, and the oldest makes room', async () => {
  const kept = await open('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(kept, 'data');
  const ended = once(kept, 'close');
  for (let count = 0; count < 20; count += 1) await open();
  await ended;
  expect((await send({ port }, 'GET', '/')).text).toBe('answered');
});

it('where every connection is at work there is no room', async () => {
  for (let count = 0; count < 20; count += 1) {
    held = Promise.withResolvers();
    await open(request);
    await held.promise;
  }
  await expect(send({ port }, 'GET', '/')).rejects.toThrow(/hang up|ECONNRESET/);
});
