import { setTimeout as wait } from 'node:timers/promises';

import type { Pool, SavedPool } from '@lifeguard/shared/api/pools';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { mergePool } from '@lifeguard/shared/pool/merge';
import { differingPaths, pathText } from '@lifeguard/shared/pool/paths';

import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { asProblem } from '../client/errors.ts';
import { readAfterwards, shownLateMs, waitForOthers } from '../client/look-again.ts';
import { asRead, etagOf, withGaps } from './document.ts';
import type { PoolReader } from './reader.ts';

/** A save that AWS has acknowledged, and the pool as the first look showed it. */
interface Written {
  readonly before: Pool;
  readonly intended: PoolDocument;
  /** The settings that the save changed, as texts of paths. */
  readonly paths: ReadonlySet<string>;
  /** Undefined where the pool could not be read. */
  readonly found: Pool | undefined;
  /** From the read to the end of the write. */
  readonly tookMs: number;
  /** Which save of this pool it is. */
  readonly number: number;
}

type Shown = Pick<SavedPool, 'outcome' | 'stale'> & Pool;

/**
 * Looks at a pool twice after a save. AWS has no version check, so another console that read the pool before our write and writes after it puts back
 * what we changed, without a trace: only a look after its write can see that.
 */
export function createReadBack(clients: AwsClients, reader: PoolReader) {
  const own = createOwnSaves();

  function read(call: AwsCall, poolId: string): Promise<Pool | undefined> {
    return readAfterwards(clients, call, (look) => reader.get(look, poolId)).catch((error: unknown) => {
      // AWS has acknowledged every call: a look that fails does not undo them.
      asProblem(error);
      return undefined;
    });
  }

  /** Under the pool's lock, right after the write that began with a read at `beganAt`. */
  async function first(call: AwsCall, before: Pool, intended: PoolDocument, beganAt: number): Promise<Written> {
    const tookMs = performance.now() - beganAt;
    const paths = differing(before.document, intended);
    const number = own.begin(intended.IdentityPoolId, paths);
    for (const waitMs of [...shownLateMs, undefined]) {
      const found = await read(call, intended.IdentityPoolId);
      const written = { before, intended, paths, found, tookMs, number };
      if (waitMs === undefined || found === undefined || !isNotShown(written, found)) return written;
      await wait(waitMs);
    }
    throw new Error('unreachable');
  }

  /** Some time later: what the pool is then, and what became of the save. */
  async function again(call: AwsCall, written: Written): Promise<Shown> {
    const { before, intended, tookMs } = written;
    await waitForOthers(clients, tookMs);
    const second = await read(call, intended.IdentityPoolId);
    const replaced = own.end(intended.IdentityPoolId, written);
    const found = second ?? written.found;
    if (found === undefined) return { ...before, document: intended, etag: etagOf(intended), outcome: 'applied' };
    const wasNotShown = written.found === undefined || isNotShown(written, written.found);
    if (wasNotShown && isNotShown(written, found)) return { ...found, outcome: 'applied_not_shown' };
    const lost = [...missingIn(found, intended)].filter((path) => written.paths.has(path) && !replaced.has(path));
    if (lost.length > 0) return { ...found, outcome: 'applied_then_changed', stale: staleOf(written, found) };
    const isUntouched = wasNotShown || missingIn(written.found ?? found, intended).size === 0;
    return { ...found, outcome: isUntouched ? 'applied' : 'applied_then_changed' };
  }

  return { first, again };
}

/** Nobody else changed anything, and something of the save is as it was before. */
function isNotShown({ before, intended, paths }: Written, found: Pool): boolean {
  const missing = [...missingIn(found, intended)];
  const changed = differing(before.document, found.document);
  return missing.length > 0 && missing.every((path) => paths.has(path) && !changed.has(path));
}

/** The settings that are not as intended; those that could not be read are no difference. */
function missingIn({ document, unreadableMembers }: Pool, intended: PoolDocument): Set<string> {
  return differing(withGaps(intended, unreadableMembers), document);
}

function differing(left: PoolDocument, right: PoolDocument): Set<string> {
  return new Set(differingPaths(asRead(left), asRead(right)).map(pathText));
}

function staleOf({ before, intended }: Written, found: Pool): NonNullable<SavedPool['stale']> {
  const { conflicts, coupled, mergeable } = mergePool(before.document, found.document, intended);
  return {
    base: before.document,
    current: found.document,
    yours: intended,
    currentETag: found.etag,
    conflicts,
    coupled,
    mergeable,
    wasSaved: true,
  };
}

/** Which settings later saves of this console have changed meanwhile: they saw the earlier save, and took nothing from it unseen. */
function createOwnSaves() {
  const pools = new Map<string, { underWay: number; latest: Map<string, number> }>();
  let number = 0;
  return {
    begin(poolId: string, paths: ReadonlySet<string>): number {
      number += 1;
      const pool = pools.get(poolId) ?? { underWay: 0, latest: new Map<string, number>() };
      pools.set(poolId, pool);
      pool.underWay += 1;
      for (const path of paths) pool.latest.set(path, number);
      return number;
    },
    /** Answers the settings that a later save has changed. */
    end(poolId: string, save: Pick<Written, 'number' | 'paths'>): ReadonlySet<string> {
      const pool = pools.get(poolId);
      if (pool === undefined) return new Set();
      pool.underWay -= 1;
      if (pool.underWay === 0) pools.delete(poolId);
      return new Set([...save.paths].filter((path) => pool.latest.get(path) !== save.number));
    },
  };
}
