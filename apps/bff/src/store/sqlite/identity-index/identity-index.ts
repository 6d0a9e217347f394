import type { OnTrouble } from '../../trouble.ts';
import type { SqliteIdentityIndex } from './contract.ts';
import { IndexThread } from './thread.ts';

/**
 * @param dataDir folder of `identity-index.sqlite`, made with access for its owner only; undefined: in memory
 * @param settings who is told where the file fails, and for tests the size at which it does: see `openSqlite`
 */
export function createIdentityIndex(
  dataDir: string | undefined,
  { onTrouble, maxPages }: { onTrouble?: OnTrouble; maxPages?: number | undefined } = {},
): SqliteIdentityIndex {
  const thread = new IndexThread({ dataDir, maxPages }, onTrouble);
  return {
    ready: () => thread.call('ready'),
    probe: () => thread.call('probe'),
    discard: () => thread.call('discard'),
    openScan: (...args) => thread.call('openScan', ...args),
    addPage: (...args) => thread.call('addPage', ...args),
    restartPass: (...args) => thread.call('restartPass', ...args),
    listedAsDisabled: (...args) => thread.call('listedAsDisabled', ...args),
    leaveOut: (...args) => thread.call('leaveOut', ...args),
    finishScan: (...args) => thread.call('finishScan', ...args),
    dropScan: (...args) => thread.call('dropScan', ...args),
    summary: (...args) => thread.call('summary', ...args),
    count: (...args) => thread.call('count', ...args),
    list: (...args) => thread.call('list', ...args),
    breakdown: (...args) => thread.call('breakdown', ...args),
    rows: (...args) => thread.call('rows', ...args),
    standing: (...args) => thread.call('standing', ...args),
    forget: (...args) => thread.call('forget', ...args),
    forgetPool: (...args) => thread.call('forgetPool', ...args),
    movePool: (...args) => thread.call('movePool', ...args),
    olderSavedFilters: () => thread.call('olderSavedFilters'),
    dropOlderSavedFilters: () => thread.call('dropOlderSavedFilters'),
    close: () => thread.close(),
  };
}
