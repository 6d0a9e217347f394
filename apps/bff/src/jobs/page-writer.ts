import { setTimeout as wait } from 'node:timers/promises';

import type { ListedPage, ScanProgress } from '../store/identity-index.ts';

/** Pages. More wait for the index to have room: while it sorts, it takes none for about a second. */
const mostWaiting = 350;
/** Pages that are written together: very many at once would take memory that is not given back. */
const mostTogether = 50;
/** Waking the index's thread for each page takes more of both cores than storing it. */
const gatheringMs = 10;

/**
 * Hands the pages of one pass to the index in their order, those that come within some milliseconds, or while others are
 * written, together.
 */
export class PageWriter {
  readonly #write: (pages: ListedPage) => Promise<ScanProgress>;
  readonly #waiting: ListedPage[] = [];
  readonly #gather: () => Promise<void>;
  #underWay: Promise<void> | undefined;
  #latest: ScanProgress | undefined;
  #failure: Error | undefined;

  /**
   * @param write stores all that it is given as one page, or nothing
   * @param gather resolves when it is time for the next write
   */
  constructor(write: (pages: ListedPage) => Promise<ScanProgress>, gather = () => wait(gatheringMs)) {
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

  /** Answers where the index stands with all of them; undefined if there never was a page. */
  async end(): Promise<ScanProgress | undefined> {
    await this.#underWay;
    this.#checkFailure();
    return this.#latest;
  }

  async #writeWaiting(): Promise<void> {
    try {
      for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
        if (this.#waiting.length < mostTogether) await this.#gather();
        const pages = this.#waiting.splice(0, mostTogether);
        const identities = pages.flatMap((page) => page.identities);
        this.#latest = await this.#write({ ...first, identities, nextToken: pages.at(-1)?.nextToken });
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
