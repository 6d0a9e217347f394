import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps at most `max` connections. Where one more comes, the one that has been idle longest makes room: whoever only
 * holds sockets open shuts nobody out. A server's own `maxConnections` would refuse the newcomer instead.
 */
export function limitSockets(server: Server, max: number): void {
  const busy = new Set<Socket>();
  /** The one that has been idle longest first. */
  const idle = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    if (busy.size + idle.size >= max) {
      // Where all are at work there is no room.
      const [oldest = socket] = idle;
      idle.delete(oldest);
      oldest.destroy();
      if (oldest === socket) return;
    }
    idle.add(socket);
    socket.once('close', () => {
      idle.delete(socket);
      busy.delete(socket);
    });
  });
  server.prependListener('request', ({ socket }, res) => {
    idle.delete(socket);
    busy.add(socket);
    res.once('close', () => {
      if (!busy.delete(socket) || socket.destroyed) return;
      idle.add(socket);
    });
  });
}
