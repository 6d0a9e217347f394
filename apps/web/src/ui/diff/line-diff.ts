import { diffArrays } from 'diff';

export interface DiffLine {
  readonly change: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Two texts line by line: the fewest lines removed and added that turn one into the other. */
export function lineDiff(before: string, after: string): DiffLine[] {
  return diffArrays(before.split('\n'), after.split('\n')).flatMap(({ value: lines, added, removed }) => {
    const changed = removed ? 'removed' : 'added';
    return lines.map((text) => ({ change: added || removed ? changed : 'same', text }));
  });
}
