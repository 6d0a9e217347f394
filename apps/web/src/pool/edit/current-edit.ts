import type { Pool } from '@lifeguard/shared/api/pools';
import type { StaleVersion } from '@lifeguard/shared/api/problem';
import { applyChanges, mergePool } from '@lifeguard/shared/pool/merge';
import { differingPaths } from '@lifeguard/shared/pool/paths';
import { poolSettings, type SettingsTable } from '@lifeguard/shared/pool/settings';
import { remainingEdit } from './remaining-edit.ts';
import { resolveChanges } from './stale-rows.ts';
import type { PoolEdit } from './use-save.tsx';

/**
 * What an edit is now that AWS has `latest`: as it was made; what remains of it, where AWS has a part already; the same on top of a change by somebody
 * else that it does not touch; or overtaken by one that it does.
 */
export type CurrentEdit =
  | { readonly kind: 'same' | 'rest' | 'beside'; readonly edit: PoolEdit }
  | { readonly kind: 'overtaken'; readonly stale: StaleVersion };

export function currentEdit(edit: PoolEdit, latest: Pool, settings: SettingsTable = poolSettings): CurrentEdit {
  const { base, changes } = edit;
  if (differingPaths(base.document, latest.document, settings).length === 0) {
    return { kind: 'same', edit: { base: latest, changes } };
  }
  const rest = remainingEdit(edit, latest, settings);
  if (rest !== undefined) return { kind: 'rest', edit: rest };
  const [current, yours] = [latest.document, applyChanges(base.document, changes)];
  const { conflicts, coupled, mergeable } = mergePool(base.document, current, yours, settings);
  const stale = { base: base.document, current, yours, currentETag: latest.etag, conflicts, coupled, mergeable };
  if (!mergeable) return { kind: 'overtaken', stale };
  return { kind: 'beside', edit: { base: latest, changes: resolveChanges(stale, changes, new Map(), settings) } };
}
