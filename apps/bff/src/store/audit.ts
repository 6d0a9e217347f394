import type { ChainKey, SealedEntry, SegmentStart } from '@lifeguard/audit/chain';
import type { LogReader } from '@lifeguard/audit/verify';
import type { AuditEvent, AuditFilter } from '@lifeguard/shared/api/audit';

/** Where a page begins: behind this entry. */
export interface AuditCursor {
  /** ISO 8601. */
  readonly at: string;
  readonly seq: number;
}

/** An entry as it is kept, with the hash that its own continues. */
export interface KeptEntry extends SealedEntry {
  readonly prevHash: string;
}

/** A segment that had to be begun, as what was there can't be continued. `seq` is its first entry. */
export interface NewSegment extends Pick<SegmentStart, 'reason'> {
  readonly seq: number;
}

/**
 * The audit log: entries in a chain of keyed hashes, only ever appended to. Several processes may share it. Where what
 * is there was written with another key or is broken, it goes on with a new segment, which says so. Every method throws
 * a StoreError where it can't be used.
 */
export interface AuditLog extends LogReader {
  readonly key: ChainKey;
  /** Looks whether the end of the log is as it was written, and begins a new segment where it is not. */
  open(): Promise<void>;
  /** Begins a new segment, as the log was found to be broken at `seq`; not where one says so already. */
  beginAfterBreak(seq: number): Promise<void>;
  /** All of them, or none. */
  append(events: readonly AuditEvent[]): Promise<void>;
  /** The newest first, at most `limit`. `next` is where the next page begins, if there may be one. */
  page(
    filter: AuditFilter,
    limit: number,
    after?: AuditCursor,
  ): Promise<{ readonly entries: readonly KeptEntry[]; readonly next: AuditCursor | undefined }>;
  /**
   * Requests without outcome that began before this (milliseconds since 1970), at most 100, each with all its entries in
   * order: they are under way, or their process has ended.
   */
  openIntents(before: number): Promise<readonly (readonly KeptEntry[])[]>;
  /** Takes away what is older than this (milliseconds since 1970), and says in a checkpoint where the rest begins. How many those were. */
  forgetBefore(time: number): Promise<number>;
}
