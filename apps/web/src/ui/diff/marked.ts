import { diffWordsWithSpace } from 'diff';

/** A piece of a text, and whether the other version has it too. */
export interface Piece {
  readonly text: string;
  readonly isChanged: boolean;
}

/** Two versions of a text in pieces. Of a word that mostly stays only the characters that change are marked. */
export function markedTexts(before: string, after: string): { before: Piece[]; after: Piece[] } {
  const [old, next]: [Piece[], Piece[]] = [[], []];
  let removed = '';
  for (const { value, added, removed: isRemoved } of diffWordsWithSpace(before, after)) {
    if (isRemoved) {
      removed = value;
      continue;
    }
    const [start, end] = added ? commonEnds(removed, value) : [0, 0];
    const inMiddle = (text: string) => pieces(text, start, end);
    old.push(...inMiddle(removed));
    next.push(...(added ? inMiddle(value) : []));
    removed = '';
    if (!added) for (const side of [old, next]) side.push({ text: value, isChanged: false });
  }
  old.push(...pieces(removed, 0, 0));
  return { before: joined(old), after: joined(next) };
}

/** How many characters two texts have in common at their start, and then at their end; none where that is less than half of them. */
function commonEnds(left: string, right: string): [number, number] {
  const [one, other] = [[...left], [...right]];
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return (start + end) * 2 < shorter ? [0, 0] : [start, end];
}

function pieces(text: string, start: number, end: number): Piece[] {
  const characters = [...text];
  const stop = characters.length - end;
  return [
    { text: characters.slice(0, start).join(''), isChanged: false },
    { text: characters.slice(start, stop).join(''), isChanged: true },
    { text: characters.slice(stop).join(''), isChanged: false },
  ];
}

function joined(list: readonly Piece[]): Piece[] {
  return list
    .filter(({ text }) => text !== '')
    .reduce<Piece[]>((done, piece) => {
      const last = done.at(-1);
      if (last?.isChanged !== piece.isChanged) return [...done, piece];
      return [...done.slice(0, -1), { ...piece, text: last.text + piece.text }];
    }, []);
}
