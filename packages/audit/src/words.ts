import type { FirstBad } from './verify.ts';

/** What the first bad entry means, as a sentence. */
export function wordsOf({ seq, reason }: FirstBad): string {
  switch (reason) {
    case 'changed':
      return `Entry ${seq} is not what the audit log wrote there: it was changed, added or moved.`;
    case 'missing':
      return `Entry ${seq} is missing: it, and perhaps more after it, was taken out of the audit log.`;
    case 'other_key':
      return `Entry ${seq} was written with another key than the one at hand, so it can't be checked.`;
    case 'head':
      return `What is kept of the end of the audit log (entry ${seq}) was changed or taken away, so entries may be missing at its end.`;
    case 'break':
      return `With entry ${seq} the audit log had to begin anew: what stood before it was not what the log had written, and entries may be missing there.`;
    case 'not_as_noted':
      return `Entry ${seq} is another one than was noted of it: the audit log was written anew.`;
  }
}
