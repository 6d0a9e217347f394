import { toProblem } from '#api/api-error.ts';
import { ProblemBody } from './error-alert.tsx';
import type { Notice } from './notifications.tsx';

/** A failure as a notice, for actions of buttons that have no room for an alert beside them. */
export function problemNotice(id: string, header: string, error: unknown): Notice {
  return { id, type: 'error', header, content: <ProblemBody problem={toProblem(error)} /> };
}
