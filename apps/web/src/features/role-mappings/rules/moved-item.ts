/** Which one item was moved to make one order into another, as positions from 0; undefined where the orders are the same. */
export function movedItem(
  before: readonly string[],
  after: readonly string[],
): { from: number; to: number } | undefined {
  const first = before.findIndex((id, index) => id !== after[index]);
  if (first < 0) return undefined;
  const last = before.findLastIndex((id, index) => id !== after[index]);
  // The item that was taken away lets the next one take its place; otherwise the one at the end was put in front.
  return before[first + 1] === after[first] && before[first] === after[last]
    ? { from: first, to: last }
    : { from: last, to: first };
}
