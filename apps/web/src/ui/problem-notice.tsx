import { toProblem } from '#api/api-error.ts';
import { ProblemBody } from './error-alert.tsx';
import type { Notice } from './notifications.tsx';

/** A failure as a notice, for what is started from a button that has no room beside it. */
export function problemNotice(id: string, header: string, error: unknown): Notice {
  return { id, type: 'error', header, content: <ProblemBody problem={toProblem(error)} /> };
}
