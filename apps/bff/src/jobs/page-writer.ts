import type { ScanPage } from '../aws/identities.ts';
import type { ScannedIdentity, ScanProgress } from '../store/identity-index.ts';

/** Identities. More wait for the index to have room. */
const mostGathered = 6000;

/**
 * Hands the pages of one pass to the index in their order, each as soon as the index has the one before. What comes
 * meanwhile is written together.
 */
export class PageWriter {
  readonly #write: (pages: ScanPage) => Promise<ScanProgress>;
  #gathered: ScannedIdentity[] = [];
  #nextToken: string | undefined;
  #hasPages = false;
  #underWay: Promise<void> | undefined;
  #latest: ScanProgress | undefined;
  #failure: Error | undefined;

  /** @param write stores all the identities and the token after them, or nothing */
  constructor(write: (pages: ScanPage) => Promise<ScanProgress>) {
    this.#write = write;
  }

  /** Resolves when there is room for another page. @throws what writing an earlier one has failed with */
  async add({ identities, nextToken }: ScanPage): Promise<void> {
    this.#checkFailure();
    this.#gathered.push(...identities);
    this.#nextToken = nextToken;
    this.#hasPages = true;
    if (this.#gathered.length >= mostGathered) await this.#underWay;
    if (this.#underWay === undefined) void this.#begin();
  }

  /** Writes what is left. Answers where the index then stands; undefined if there never was a page. */
  async end(): Promise<ScanProgress | undefined> {
    await this.#underWay;
    this.#checkFailure();
    if (this.#hasPages) await this.#begin();
    return this.#latest;
  }

  #begin(): Promise<void> {
    const pages = { identities: this.#gathered, nextToken: this.#nextToken };
    this.#gathered = [];
    this.#hasPages = false;
    const underWay = this.#store(pages);
    this.#underWay = underWay;
    underWay.catch((error: unknown) => {
      this.#failure = error instanceof Error ? error : new Error(String(error));
    });
    return underWay;
  }

  async #store(pages: ScanPage): Promise<void> {
    this.#latest = await this.#write(pages);
    this.#underWay = undefined;
  }

  #checkFailure(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}
