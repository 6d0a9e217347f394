import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type NextFunction, type Request, type Response, Router } from 'express';
import expressStaticGzip from 'express-static-gzip';

import { ProblemError } from '@lifeguard/shared/api/problem-error';

/** The built web app: files as they are, and the one page for every address that a person may open. */
export function staticFiles(root: string): Router {
  const router = Router();
  const files = expressStaticGzip(root, {
    enableBrotli: true,
    orderPreference: ['br', 'gz'],
    index: false,
    serveStatic: { dotfiles: 'ignore', index: false, redirect: false, setHeaders: setCaching },
  });
  router.use((req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') throw notFound();
    // Only the page itself is asked for by addresses; the file is not one of them.
    if (isPage(req)) req.url = '/index.html';
    else if (isPrivateFile(req.path)) throw notFound();
    if (req.url === '/index.html' && !existsSync(join(root, 'index.html'))) {
      throw new ProblemError(
        'unavailable',
        'The web app is not built yet. Run "pnpm build", or start the console with "npm start".',
      );
    }
    files(req, res, next);
  });
  router.use((_req: Request, _res: Response, _next: NextFunction) => {
    throw notFound();
  });
  return router;
}

function isPrivateFile(path: string): boolean {
  return (
    /\.(?:map|br|gz)$/i.test(path) ||
    path.split('/').some((segment) => segment.startsWith('.') || /%2e|%2f/i.test(segment))
  );
}

/** Any address below connections, where no file is and names may have dots and slashes; elsewhere one without a file extension. */
function isPage(req: Request): boolean {
  if (req.path.startsWith('/connections/')) return true;
  if (isPrivateFile(req.path)) return false;
  const last = req.path.slice(req.path.lastIndexOf('/') + 1);
  return !last.includes('.') && !/^\/(?:assets|api|auth)(?:\/|$)/i.test(req.path);
}

/** `path` is the file on disk. Names under assets/ hold a hash of their content; only the page itself is never kept. */
function setCaching(res: { setHeader(name: string, value: string): void }, path: string): void {
  const isHashed = /[/\\]assets[/\\]/.test(path);
  const unhashed = /[/\\]index\.html/.test(path) ? 'no-store' : 'public, max-age=86400';
  // The compressing middleware replaces what the gate has set.
  res.setHeader('Vary', 'Accept-Encoding, Sec-Fetch-Site, Origin');
  res.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : unhashed);
}

function notFound(): ProblemError {
  return new ProblemError('not_found', 'There is nothing at this address.');
}
