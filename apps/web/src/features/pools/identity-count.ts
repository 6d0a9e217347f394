import type { IdentityIndexState } from '@lifeguard/shared/api/identity-index';
import type { DeleteImpact } from '@lifeguard/shared/api/pools';
import { countText } from '#job-state/words.ts';
import { absoluteTime, relativeTime } from '#ui/format-time.ts';

type Scan = NonNullable<IdentityIndexState['scan']>;

/** `1,600: 564 guests, 1,036 linked, 12 of them disabled` */
export function scannedText({ counts: { total, guests, linked, disabled } }: Pick<Scan, 'counts'>): string {
  if (total === 0) return 'None';
  const parts = `${countText(guests)} ${guests === 1 ? 'guest' : 'guests'}, ${countText(linked)} linked`;
  return `${countText(total)}: ${parts}${disabled === 0 ? '' : `, ${countText(disabled)} of them disabled`}`;
}

/** `counted by the scan of 2026-11-21 14:05:09, 3 hours ago` */
export function scanTimeText({ finishedAt }: Pick<Scan, 'finishedAt'>, now: Date): string {
  return `counted by the scan of ${absoluteTime(finishedAt)}, ${relativeTime(finishedAt, now)}`;
}

/**
 * How many identities a pool has, in words. A count by listing ends at a limit; what a scan found is said beside it where that is
 * more, with its time, as it may have changed.
 */
export function countedText(
  { counted, more }: DeleteImpact['identities'],
  scan: Pick<Scan, 'counts' | 'finishedAt'> | undefined,
  now: Date,
): string {
  if (!more) return countText(counted);
  const least = `at least ${countText(counted)}`;
  if (scan === undefined || scan.counts.total <= counted) return least;
  return `${countText(scan.counts.total)}, ${scanTimeText(scan, now)}; counting again ends at ${countText(counted)}`;
}
