import type { NextFunction, Request, Response } from 'express';

import { ProblemError } from '@lifeguard/shared/api/problem-error';

/** The port that the console listens on, known only after `listen`. */
export interface Listening {
  port: number;
}

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
/** Where a page may send violation reports, with their own media types. */
export const reportPath = '/csp-report';

/**
 * Refuses what no browser on our own page sends, before routing and static files. The order matters: the host check
 * stops DNS rebinding, whose requests carry neither Origin nor Sec-Fetch-*.
 */
export function gate(listening: Listening) {
  return (req: Request, res: Response, next: NextFunction): void => {
    res.setHeader('Vary', 'Sec-Fetch-Site, Origin');
    checkTarget(req);
    if (!hasOwnHost(req, listening.port)) {
      // Plain text that repeats nothing: this may be somebody else's origin.
      res.status(421).type('text/plain').send('Lifeguard answers only to http://127.0.0.1 with its own port.\n');
      return;
    }
    checkOrigin(req);
    checkFetchSite(req);
    if (isApi(req)) requireCsrfHeader(req);
    checkContentType(req);
    next();
  };
}

/** Requests that carry data or change something, as opposed to pages and their files. */
export function isApi(req: Request): boolean {
  return /^\/api(?:[/?]|$)/i.test(req.originalUrl);
}

/** The origin of the console as this request spells it. */
function ownOrigin(req: Request): string {
  return `http://${hostOf(req).replace(/:80$/, '')}`;
}

/** With its port, which browsers leave out where it is the one of http. */
function hostOf(req: Request): string {
  const host = (req.headers.host ?? '').toLowerCase();
  return /:\d+$/.test(host) ? host : `${host}:80`;
}

function checkTarget(req: Request): void {
  const target = req.url;
  if (!methods.has(req.method)) {
    throw new ProblemError('method_not_allowed', 'This method does not exist here. Nothing was done.');
  }
  const path = target.split('?', 1)[0] ?? '';
  const isOdd = !path.startsWith('/') || path.startsWith('//') || /[\\\0]|%00|%5c|%(?:25)+(?:00|5c|2e|2f)/i.test(path);
  if (isOdd || /[#\0]|%00/.test(target) || hasDotSegment(path)) {
    throw new ProblemError('invalid_input', 'This address is not well formed. Nothing was done.');
  }
}

/** `..` written in any way that a path library might decode. */
function hasDotSegment(path: string): boolean {
  const decoded = path.replace(/%2e/gi, '.').replace(/%2f/gi, '/');
  return decoded.split('/').includes('..');
}

function hasOwnHost(req: Request, port: number): boolean {
  const count = req.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (count !== 1)
    throw new ProblemError('invalid_input', 'A request must have exactly one Host header. Nothing was done.');
  const host = hostOf(req);
  return host === `127.0.0.1:${port}` || host === `localhost:${port}` || host === `[::1]:${port}`;
}

function checkOrigin(req: Request): void {
  const origin = req.headers.origin;
  if (origin === undefined) return;
  if (origin !== ownOrigin(req)) throw foreign();
}

// https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
function checkFetchSite(req: Request): void {
  const site = req.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin') return;
  const isData = isApi(req) || req.originalUrl.startsWith('/auth/') || req.originalUrl.startsWith(reportPath);
  if (isData) throw foreign();
  const isPage =
    req.headers['sec-fetch-mode'] === 'navigate' && (req.headers['sec-fetch-dest'] ?? 'document') === 'document';
  const isRead = req.method === 'GET' || req.method === 'HEAD';
  // A page on another port of this machine is `same-site`: nobody links here from there.
  if (site === 'none' || (site === 'cross-site' && isPage && isRead)) return;
  throw foreign();
}

/** A custom header makes every attempt from another origin ask first, and nobody is ever told yes: there is no CORS. */
function requireCsrfHeader(req: Request): void {
  if (req.headers['x-console-csrf'] === undefined) {
    throw new ProblemError(
      'forbidden',
      'This request did not come from a page of the console that signed in, so nothing was done. Reload the page; if that does not help, sign in again.',
    );
  }
}

function checkContentType(req: Request): void {
  if (req.headers['content-encoding'] !== undefined && req.headers['content-encoding'] !== 'identity') {
    throw new ProblemError('unsupported_media_type', 'Compressed requests are not accepted. Nothing was done.');
  }
  const isRead = req.method === 'GET' || req.method === 'HEAD';
  if (isRead || req.originalUrl === reportPath) return;
  const type = req.headers['content-type'];
  const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
  if (type === undefined && !hasBody) return;
  if (!/^application\/json(?:; ?charset="?utf-8"?)?$/i.test(type ?? '')) {
    throw new ProblemError('unsupported_media_type', 'Send application/json in UTF-8. Nothing was done.');
  }
}

function foreign(): ProblemError {
  return new ProblemError('forbidden', 'This request came from another page than the console. Nothing was done.');
}
