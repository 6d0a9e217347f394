import path from 'node:path';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { StoreName, StoreReason } from '@lifeguard/shared/api/storage';

/** Something that is kept could not be read or written. Nothing of it was done. */
export class StoreError extends ProblemError {
  readonly store: StoreName;
  readonly reason: StoreReason;
  /** The file or folder. */
  readonly place: string;

  constructor(store: StoreName, reason: StoreReason, place: string, cause?: unknown) {
    super(codes[reason], sentence(store, reason, place), {}, cause);
    this.store = store;
    this.reason = reason;
    this.place = place;
  }
}

/** What stores tell of their troubles, whatever they are made of. */
export type OnTrouble = (error: StoreError) => void;

const codes = {
  full: 'storage_full',
  damaged: 'storage_damaged',
  locked: 'storage_locked',
  newer: 'storage_unusable',
  unreachable: 'storage_unusable',
  unusable: 'storage_unusable',
} as const satisfies Record<StoreReason, string>;

const contents = {
  jobs: 'jobs and their lists',
  'identity-index': 'the results of scans',
  exports: 'exported files',
  connections: 'the accounts of the connections',
  records: 'the audit log, sessions, saved filters and the accounts of the connections',
  database: 'everything that Lifeguard keeps',
} satisfies Record<StoreName, string>;

function sentence(store: StoreName, reason: StoreReason, place: string): string {
  switch (reason) {
    case 'full':
      return (
        `Storage is full: there is no room to write ${place}, where ${contents[store]} are kept, so nothing was written. ` +
        'Make room on that disk, or raise the quota.'
      );
    case 'damaged':
      return `Storage is damaged: ${place}, where ${contents[store]} are kept, can't be read any more. Nothing was changed. ${mend(store, place)}`;
    case 'locked':
      return (
        `Storage is locked. Another Lifeguard uses this data folder: ${path.dirname(place)}; or another program, such as a backup, ` +
        `holds ${path.basename(place)}. Nothing was changed. Stop that one, or set LIFEGUARD_DATA_DIR to another folder.`
      );
    case 'newer':
      return `${place} was written by a newer version of Lifeguard, so it was not touched. Start that version, or set LIFEGUARD_DATA_DIR to another folder.`;
    case 'unreachable':
      return (
        `Storage does not answer: the database at ${place}, where ${contents[store]} are kept, can't be reached, so nothing was written. ` +
        'Lifeguard goes on by itself when the database answers again; see that it runs and that DATABASE_URL is right.'
      );
    case 'unusable':
      return (
        `Storage can't be used: ${place}, where ${contents[store]} are kept, can't be read or written, and nothing was changed. ` +
        'See that the disk is there and works, that Lifeguard may write to the folder, and that no quota or limit is reached.'
      );
  }
}

function mend(store: StoreName, place: string): string {
  return store === 'identity-index'
    ? 'AWS still has every identity: throw the index away on the page, and scan the pools again.'
    : `Stop Lifeguard, move the file ${place} to another folder, and start again: it begins anew without them, and AWS is as it was.`;
}
