import { setTimeout as wait } from 'node:timers/promises';

import type { ListedPage } from '../../store/identity-index.ts';

/** Pages. More wait for the index to have room: while it sorts another scan, it takes none for about a second. */
const mostWaiting = 350;
/** Pages that are written together: very many at once would take memory that is not given back. */
const mostTogether = 50;
/** Waking the index's thread for each page takes more of both cores than storing it. */
const gatheringMs = 10;

/** Hands pages to the index, those that come within some milliseconds, or while others are written, together. */
export class PageWriter {
  readonly #write: (pages: readonly ListedPage[]) => Promise<void>;
  readonly #waiting: ListedPage[] = [];
  readonly #gather: () => Promise<void>;
  #underWay: Promise<void> | undefined;
  #failure: Error | undefined;

  /**
   * @param write stores all that it is given, a page for each pass, or nothing
   * @param gather resolves when it is time for the next write
   */
  constructor(write: (pages: readonly ListedPage[]) => Promise<void>, gather = () => wait(gatheringMs)) {
    this.#write = write;
    this.#gather = gather;
  }

  /** Resolves when there is room for another page. @throws what writing an earlier one has failed with */
  async add(page: ListedPage): Promise<void> {
    this.#checkFailure();
    this.#waiting.push(page);
    this.#underWay ??= this.#writeWaiting();
    if (this.#waiting.length >= mostWaiting) await this.#underWay;
  }

  /** Resolves when all of them are written. */
  async end(): Promise<void> {
    await this.#underWay;
    this.#checkFailure();
  }

  async #writeWaiting(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        if (this.#waiting.length < mostTogether) await this.#gather();
        await this.#write(joined(this.#waiting.splice(0, mostTogether)));
      }
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
    }
    this.#underWay = undefined;
  }

  #checkFailure(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}

/** The pages of each pass as one: first those of `all`, which the others are compared to. */
function joined(pages: readonly ListedPage[]): ListedPage[] {
  return (['all', 'enabled'] as const).flatMap((pass) => {
    const [first, ...more] = pages.filter((page) => page.pass === pass);
    if (first === undefined) return [];
    const last = more.at(-1) ?? first;
    return [{ ...first, identities: [first, ...more].flatMap((page) => page.identities), nextToken: last.nextToken }];
  });
}
