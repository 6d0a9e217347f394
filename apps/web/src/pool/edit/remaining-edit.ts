import type { Pool } from '@lifeguard/shared/api/pools';
import { sameValue } from '@lifeguard/shared/pool/canonical';
import { applyChanges } from '@lifeguard/shared/pool/merge';
import { differingPaths, valueAt } from '@lifeguard/shared/pool/paths';
import { poolSettings, type SettingsTable } from '@lifeguard/shared/pool/settings';
import type { PoolEdit } from './use-save.tsx';

/**
 * The rest of an edit that AWS has already in part, based on the version that AWS has now. Undefined where AWS has nothing of it, or where anything
 * else differs too: then somebody else wrote, and their change must not be taken for a part of this one.
 */
export function remainingEdit(
  { base, changes }: PoolEdit,
  latest: Pool,
  settings: SettingsTable = poolSettings,
): PoolEdit | undefined {
  const wanted = applyChanges(base.document, changes);
  const arrived = differingPaths(base.document, latest.document, settings);
  const isOurs = arrived.every((path) => sameValue(valueAt(latest.document, path), valueAt(wanted, path)));
  return arrived.length > 0 && isOurs ? { base: latest, changes } : undefined;
}
