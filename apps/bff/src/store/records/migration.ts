import type { Words } from './dialects.ts';

export interface Migration {
  /** Statements, in order. */
  readonly up: (words: Words) => readonly string[];
  /** Code that does not know this migration can't run on it. Avoid: then a rolling upgrade is not possible. */
  readonly breaks?: true;
}
