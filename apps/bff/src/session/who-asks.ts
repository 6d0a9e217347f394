import type { Request, Response } from 'express';

import type { RecordedRequest } from '../audit/audit.ts';
import { correlationIdOf } from '../http/request-log.ts';

/** Locally there is one person. */
export const localUser = 'Local user';

/** Percent-encoded UTF-8: why somebody does this. */
export const noteHeader = 'X-Console-Note';

/** Who sends a request, and why, as the audit log says it. */
export function whoAsks(req: Request, res: Response): Pick<RecordedRequest, 'correlationId' | 'actor' | 'note'> {
  const sessionHash8: unknown = res.locals.sid;
  const userAgent = req.get('user-agent');
  return {
    correlationId: correlationIdOf(res),
    note: noteOf(req),
    actor: {
      name: localUser,
      ...(typeof sessionHash8 === 'string' ? { sessionHash8 } : {}),
      ...(req.ip === undefined ? {} : { ip: req.ip }),
      ...(userAgent === undefined ? {} : { userAgent }),
    },
  };
}

function noteOf(req: Request): string | undefined {
  try {
    return decodeURIComponent(req.get(noteHeader) ?? '') || undefined;
  } catch {
    // Nobody is refused because of it.
    return undefined;
  }
}
