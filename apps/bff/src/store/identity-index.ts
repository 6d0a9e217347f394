import type {
  IdentityBreakdown,
  IdentityCounts,
  IdentitySort,
  IndexedIdentity,
} from '@lifeguard/shared/api/identity-index';
import type { ScannedIdentity } from '@lifeguard/aws/identities/scanned-identity';
import type { IdentityFilter } from '@lifeguard/shared/identities/filter';

/** Whose identities: those of one pool, as one connection sees it. */
export interface IndexedPool {
  readonly connectionId: string;
  readonly poolId: string;
}

/**
 * A scan lists the pool twice: `all`, and then `enabled` (HideDisabled). Who is only in the first is disabled. In this
 * order, an identity that is made meanwhile is not mistaken for a disabled one.
 */
export type ScanPass = 'all' | 'enabled';

/** The next page of a pass. */
export interface ListedPage {
  readonly pass: ScanPass;
  /** Identities that the pass has listed before it. A page that does not follow the last one stored is refused. */
  readonly after: number;
  readonly identities: readonly ScannedIdentity[];
  readonly nextToken: string | undefined;
}

/** Where a pass stands. */
export interface PassProgress {
  /** Of the page to ask for next; undefined at its beginning and at its end. */
  readonly nextToken: string | undefined;
  /** Identities listed so far. */
  readonly listed: number;
  readonly isComplete: boolean;
}

/** Where a scan stands: kept with the identities in one transaction, so that it can go on after a crash. */
export type ScanProgress = Readonly<Record<ScanPass, PassProgress>>;

export interface ScanResult {
  readonly found: number;
  readonly appeared: number;
  readonly gone: number;
  readonly disabled: number;
}

/** The latest complete scan of a pool. Times are milliseconds since 1970. */
export interface ScanSummary {
  readonly startedAt: number;
  readonly finishedAt: number;
  /** Absent after a first scan. */
  readonly changes?: { readonly appeared: number; readonly gone: number };
  readonly counts: IdentityCounts;
  readonly logins: readonly { readonly login: string; readonly count: number }[];
}

export interface IndexQuery {
  readonly filter: IdentityFilter;
  /**
   * Milliseconds since 1970: what `createdDaysAgo` and `untouchedDays` count from. People's questions count from the end
   * of the scan, so that a count stays true until the next one.
   */
  readonly now: number;
}

export interface IndexPage {
  readonly identities: readonly IndexedIdentity[];
  readonly total: number;
  readonly offset: number;
  readonly next?: string;
  readonly previous?: string;
}

/** What became of an identity since it was put on a list. */
export type Standing = 'matches' | 'changed' | 'gone';

/** The identities that scans have found, and filters over them. Everything runs in a thread of its own. */
export interface IdentityIndex {
  /** @throws StoreError if it can't be used, as every method does */
  ready(): Promise<void>;
  /** Whether it can be written. */
  probe(): Promise<void>;
  /** Begins with an empty index. */
  discard(): Promise<void>;
  /** Begins the scan with this id, or answers how far it had come. */
  openScan(pool: IndexedPool, scanId: string, startedAt: number): Promise<ScanProgress>;
  /** A page and the token after it, in one transaction; without a token the pass ends with it. */
  addPage(pool: IndexedPool, scanId: string, page: ListedPage): Promise<ScanProgress>;
  /** AWS does not take the token any more: the pass that is under way begins anew. */
  restartPass(pool: IndexedPool, scanId: string, pass: ScanPass): Promise<ScanProgress>;
  /**
   * The ids that a scan that has listed everything will call disabled; undefined where there are more than `atMost`, or
   * the scan is finished. An identity that was deleted between the two passes is among them.
   */
  listedAsDisabled(pool: IndexedPool, scanId: string, atMost: number): Promise<readonly string[] | undefined>;
  /** Takes ids out of a scan between `listedAsDisabled` and `finishScan`: they are not in the pool any more. */
  leaveOut(pool: IndexedPool, scanId: string, identityIds: readonly string[]): Promise<void>;
  /** Makes the scan the latest one: who was not seen is gone. */
  finishScan(pool: IndexedPool, scanId: string, finishedAt: number): Promise<ScanResult>;
  dropScan(pool: IndexedPool, scanId: string): Promise<void>;

  summary(pool: IndexedPool): Promise<ScanSummary | undefined>;
  count(pool: IndexedPool, query: IndexQuery): Promise<number>;
  list(
    pool: IndexedPool,
    query: IndexQuery & { sort: IdentitySort; cursor: string | undefined; limit: number },
  ): Promise<IndexPage>;
  breakdown(pool: IndexedPool, query: IndexQuery): Promise<IdentityBreakdown>;
  /** For work over all of them, in the order of the index: the next `limit` after `after`. */
  rows(
    pool: IndexedPool,
    query: IndexQuery & { after: number; limit: number },
  ): Promise<{ identities: readonly IndexedIdentity[]; after: number | undefined }>;
  /** For each id, in order, whether it is still in the index and still matches. */
  standing(pool: IndexedPool, query: IndexQuery, identityIds: readonly string[]): Promise<readonly Standing[]>;
  /** Takes out what was deleted in AWS. */
  forget(pool: IndexedPool, identityIds: readonly string[]): Promise<void>;
  /** The pool does not exist any more. */
  forgetPool(pool: IndexedPool): Promise<void>;
  /** The connection has another id now. Where the pool is in the index under it already, that stays. */
  movePool(pool: IndexedPool, connectionId: string): Promise<void>;
  close(): Promise<void>;
}
