/**
 * Writes what comes while something is being written together, in the order in which it came: the more there is to do, the less
 * each costs. Where it fails, all of it fails.
 */
export function createQueue<Item, Answer>(
  write: (items: readonly Item[]) => Promise<Answer>,
): (items: readonly Item[]) => Promise<Answer> {
  let waiting: Item[] = [];
  let next: Promise<Answer> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function writeAll(): Promise<Answer> {
    const items = waiting;
    waiting = [];
    next = undefined;
    return write(items);
  }

  return (items) => {
    waiting.push(...items);
    next ??= last.then(writeAll, writeAll);
    last = next;
    return next;
  };
}
