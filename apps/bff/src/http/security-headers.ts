import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

import { isApi, reportPath } from './gate.ts';

const common = {
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  crossOriginEmbedderPolicy: { policy: 'require-corp' },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
  xPoweredBy: false,
  // The console is plain http on the loopback address: HSTS would break other servers of this machine.
  strictTransportSecurity: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const;

/** One policy for the page, as strict as Cloudscape allows; nothing inline, no eval, Trusted Types enforced. */
const forPages = helmet({
  ...common,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      frameSrc: ["'none'"],
      workerSrc: ["'none'"],
      objectSrc: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["'none'"],
      reportTo: ['csp'],
    },
  },
});

const dataPolicy = {
  useDefaults: false,
  directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] },
};

const forData = helmet({ ...common, contentSecurityPolicy: dataPolicy });

/**
 * What a script, a style sheet, a font or an image is sent with: the page that loads it carries the policies, and as a
 * document of its own it may do nothing.
 */
const forFiles = helmet({
  ...common,
  crossOriginOpenerPolicy: false,
  crossOriginEmbedderPolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  xFrameOptions: false,
  contentSecurityPolicy: dataPolicy,
});

const permissions = [
  ...['camera', 'microphone', 'geolocation', 'usb', 'serial', 'payment', 'clipboard-read'].map((name) => `${name}=()`),
  'clipboard-write=(self)',
].join(', ');

/** What pages load; every other address is a page or data. */
const isFile = (path: string): boolean => path.startsWith('/assets/') || path === '/favicon.svg';

/** Sets the headers of pages, of the files that they load, and of data. Runs before the gate, so that refusals carry them too. */
export function securityHeaders(req: Request, res: Response, next: NextFunction): void {
  if (isFile(req.path)) {
    forFiles(req, res, next);
    return;
  }
  const isData = isApi(req) || req.originalUrl.startsWith('/auth/');
  res.setHeader('Permissions-Policy', permissions);
  res.setHeader('Cache-Control', 'no-store');
  if (isData) {
    forData(req, res, next);
    return;
  }
  res.setHeader('Reporting-Endpoints', `csp="${reportPath}"`);
  forPages(req, res, next);
}
