import { Router } from 'express';

import type { Log } from '../log/log.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { parseJson, rawBodyOf, readBody } from './json-body.ts';
import { reportPath } from './gate.ts';

const mediaTypes: ReadonlySet<string> = new Set(['application/reports+json', 'application/csp-report']);
const maxBytes = 8 * 1024;

/** Takes the browser's reports of policy violations and logs them as data. */
export function cspReport(log: Log): Router {
  const router = Router();
  router.post(reportPath, readBody(maxBytes), (req, res) => {
    const type = (req.headers['content-type'] ?? '').split(';', 1)[0] ?? '';
    if (!mediaTypes.has(type.trim().toLowerCase())) {
      throw new ProblemError('unsupported_media_type', 'Only reports are taken here.');
    }
    const reports = parseJson(rawBodyOf(req));
    for (const report of Array.isArray(reports) ? reports.slice(0, 20) : [reports]) {
      const details = objectAt(report, 'body') ?? objectAt(report, 'csp-report') ?? {};
      log.warn('content security policy violation', {
        directive:
          textAt(details, 'effectiveDirective') ??
          textAt(details, 'effective-directive') ??
          textAt(details, 'violated-directive'),
        blocked: textAt(details, 'blockedURL') ?? textAt(details, 'blocked-uri'),
        source: textAt(details, 'sourceFile') ?? textAt(details, 'source-file'),
      });
    }
    res.status(204).end();
  });
  return router;
}

function objectAt(value: unknown, key: string): object | undefined {
  const member: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof member === 'object' && member !== null ? member : undefined;
}

/** Without its query: an address may carry more than it should. */
function textAt(value: object, key: string): string | undefined {
  const member: unknown = Reflect.get(value, key);
  return typeof member === 'string' ? member.split(/[?#]/, 1)[0]?.slice(0, 300) : undefined;
}
