import type { Identities, ScanPage } from '@lifeguard/aws/identities/identities';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { IdentityIndex, PassProgress, ScanPass, ScanProgress } from '../../store/identity-index.ts';
import { JobFailed } from '../engine/ends.ts';
import type { JobRun } from '../engine/run.ts';
import { PageWriter } from './page-writer.ts';

const operation = 'ListIdentities';

/** Identities that the pass `all` has stored before `enabled`, whose pages are compared to them, asks for its next page. */
const leadOfAll = 600;

export interface ListingParts {
  readonly index: Pick<IdentityIndex, 'addPages'>;
  readonly identities: Pick<Identities, 'scanPage'>;
}

/** Tells how far the scan is: the deletion's check is a scan, too. */
export type Report = (pass: ScanPass, done: number, total: number | undefined) => void;

/** AWS does not take the token with which this pass should go on. */
export class TokenRefused extends Error {
  override name = 'TokenRefused';
  readonly pass: ScanPass;

  constructor(pass: ScanPass, cause: unknown) {
    super('page token refused', { cause });
    this.pass = pass;
  }
}

/**
 * Lists a pool from where its scan stands to the end of both passes. Where calls have no pace, `enabled` follows `all` at
 * some distance, so that two requests are on their way; else it waits for its end, as it would not be faster.
 */
export class ScanListing {
  readonly #run: JobRun;
  readonly #parts: ListingParts;
  readonly #report: Report;
  readonly #writer: PageWriter;
  /** What the index has. */
  #stored: ScanProgress;
  /** By each pass; some of it may wait to be stored. */
  readonly #listed: Record<ScanPass, number>;
  #isAllListed: boolean;
  #failure: Error | undefined;
  #change = Promise.withResolvers<void>();

  constructor(run: JobRun, parts: ListingParts, scanId: string, from: ScanProgress, report: Report) {
    this.#run = run;
    this.#parts = parts;
    this.#report = report;
    this.#stored = from;
    this.#listed = { all: from.all.listed, enabled: from.enabled.listed };
    this.#isAllListed = from.all.isComplete;
    this.#writer = new PageWriter(async (pages) => {
      this.#stored = await parts.index.addPages(run.pool, scanId, ...pages);
      run.advanced();
      this.#tell();
    });
  }

  /**
   * What was listed is stored in any case.
   * @throws TokenRefused, and what JobRun.call throws
   */
  async toTheEnd(): Promise<void> {
    const { all, enabled } = this.#stored;
    this.#tellProgress();
    await Promise.all([this.#list('all', all), this.#list('enabled', enabled)]);
    await this.#writer.end().catch((error: Error) => this.#failed(error));
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #list(pass: ScanPass, from: PassProgress): Promise<void> {
    if (from.isComplete) return;
    try {
      await this.#listPages(pass, from);
    } catch (error) {
      this.#failed(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async #listPages(pass: ScanPass, from: PassProgress): Promise<void> {
    let { nextToken } = from;
    do {
      if (pass === 'enabled') await this.#until(() => this.#isAllListed || this.#mayFollow());
      if (this.#failure !== undefined) return;
      let page = await this.#askFor(pass, nextToken);
      if (pass === 'enabled' && page.nextToken === undefined && !this.#isAllListed) {
        // Ended here, it would miss who is made from now on, while `all` would still list them: as disabled, it seems.
        await this.#until(() => this.#isAllListed);
        if (this.#failure !== undefined) return;
        page = await this.#askFor(pass, nextToken);
      }
      await this.#writer.add({ pass, after: this.#listed[pass], ...page });
      this.#listed[pass] += page.identities.length;
      nextToken = page.nextToken;
      if (pass === 'all' && nextToken === undefined) {
        this.#isAllListed = true;
        this.#tell();
      }
      this.#tellProgress();
    } while (nextToken !== undefined);
  }

  /** Resolves as well when the other pass has failed. */
  async #until(isSo: () => boolean): Promise<void> {
    while (this.#failure === undefined && !isSo()) await this.#change.promise;
  }

  #mayFollow(): boolean {
    const { lead, enabled } = this.#stored;
    return lead - (this.#listed.enabled - enabled.listed) >= leadOfAll && !this.#run.isPaced(operation);
  }

  async #askFor(pass: ScanPass, nextToken: string | undefined): Promise<ScanPage> {
    try {
      const page = await this.#run.call(operation, true, (call) =>
        this.#parts.identities.scanPage(call, this.#run.pool.poolId, { hideDisabled: pass === 'enabled', nextToken }),
      );
      if (page.nextToken !== undefined && page.nextToken === nextToken) {
        throw new JobFailed(
          'AWS answered the same page token twice in a row, so the list would never end. ' +
            'The earlier scan, if there is one, is kept. Start a new scan later.',
        );
      }
      return page;
    } catch (error) {
      // The same request without a token was taken: it is the token.
      const isRefused = error instanceof ProblemError && error.members.awsError === 'InvalidParameterException';
      if (isRefused && nextToken !== undefined) throw new TokenRefused(pass, error);
      throw error;
    }
  }

  /** Of the pass that ends last: it has a total as soon as the other one has ended. */
  #tellProgress(): void {
    const { all, enabled } = this.#listed;
    if (this.#isAllListed) this.#report('enabled', enabled, all);
    else this.#report('all', all, undefined);
  }

  #failed(error: Error): void {
    this.#failure ??= error;
    this.#tell();
  }

  #tell(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }
}
