import { createServer as createHttpServer, type Server } from 'node:http';

import type { Context } from '../../context.ts';
import { createApp } from '../../app.ts';
import { limitSockets } from './sockets.ts';

const maxSockets = 1024;

/** The app behind a server whose limits close slow and idle sockets. It does not listen yet. */
export function createServer(context: Context): Server {
  const server = createHttpServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 2000,
      keepAliveTimeout: 5000,
      maxHeaderSize: 16 * 1024,
    },
    createApp(context),
  );
  server.maxHeadersCount = 64;
  server.maxRequestsPerSocket = 1000;
  limitSockets(server, maxSockets);
  // There are no WebSockets here.
  server.on('upgrade', (_req, socket) => socket.destroy());
  server.on('connect', (_req, socket) => socket.destroy());
  return server;
}

/** Listens and tells the context the real port. */
export async function listen(server: Server, context: Context): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(context.config.port, context.config.bind, resolve);
  });
  const address = server.address();
  if (typeof address === 'object' && address !== null) context.listening.port = address.port;
  return context.listening.port;
}
