export interface DiffLine {
  readonly change: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Two texts line by line: the fewest lines removed and added that turn one into the other. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [old, young] = [before.split('\n'), after.split('\n')];
  const lengths = commonLengths(old, young);
  const lines: DiffLine[] = [];
  let [at, to] = [0, 0];
  while (at < old.length || to < young.length) {
    const [text, newText] = [old[at], young[to]];
    if (text !== undefined && text === newText) {
      lines.push({ change: 'same', text });
      at += 1;
      to += 1;
    } else if (
      text !== undefined &&
      (newText === undefined || lengthAt(lengths, at + 1, to) >= lengthAt(lengths, at, to + 1))
    ) {
      lines.push({ change: 'removed', text });
      at += 1;
    } else if (newText !== undefined) {
      lines.push({ change: 'added', text: newText });
      to += 1;
    }
  }
  return lines;
}

/** How many lines the ends of both texts have in common, from each pair of places on. */
function commonLengths(old: readonly string[], young: readonly string[]): number[][] {
  const lengths: number[][] = [];
  for (let at = old.length - 1; at >= 0; at -= 1) {
    const row: number[] = [];
    for (let to = young.length - 1; to >= 0; to -= 1) {
      row[to] =
        old[at] === young[to]
          ? lengthAt(lengths, at + 1, to + 1) + 1
          : Math.max(lengthAt(lengths, at + 1, to), row[to + 1] ?? 0);
    }
    lengths[at] = row;
  }
  return lengths;
}

function lengthAt(lengths: readonly (readonly number[])[], at: number, to: number): number {
  return lengths[at]?.[to] ?? 0;
}
