import type { Identities } from '@lifeguard/aws/identities/identities';
import type { IdentityIndex, ScanResult } from '../../store/identity-index.ts';
import { JobFailed } from '../engine/ends.ts';
import type { JobRun } from '../engine/run.ts';
import { type Report, ScanListing, TokenRefused } from './listing.ts';

/** How often a pass begins anew because its token is refused, before the scan gives up. */
const mostRestarts = 3;

/** Identities that are looked at one by one: half a minute at the pace of jobs. */
const mostAskedFor = 120;

export interface ScanParts {
  readonly index: IdentityIndex;
  readonly identities: Pick<Identities, 'scanPage' | 'exists'>;
  readonly now: () => number;
}

/**
 * Lists the pool twice into the index, all identities and the enabled ones. Goes on where an earlier run with the same
 * scan id has stopped.
 * @throws ProblemError not_found where the pool does not exist (any more)
 */
export async function scanPool(
  run: JobRun,
  parts: ScanParts,
  scanId: string,
  report: Report,
): Promise<ScanResult & { finishedAt: number }> {
  const { index } = parts;
  let progress = await index.openScan(run.pool, scanId, parts.now());
  const restarts = { all: 0, enabled: 0 };
  for (;;) {
    try {
      await new ScanListing(run, parts, scanId, progress, report).toTheEnd();
      break;
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
      restarts[error.pass] += 1;
      if (restarts[error.pass] > mostRestarts) {
        throw new JobFailed(
          `AWS refused its own page token ${restarts[error.pass]} times, so the pool can't be listed to the end. ` +
            'The earlier scan, if there is one, is kept. Start a new scan later.',
        );
      }
      progress = await index.restartPass(run.pool, scanId, error.pass);
    }
  }
  await leaveOutDeleted(run, parts, scanId);
  const finishedAt = parts.now();
  return { ...(await index.finishScan(run.pool, scanId, finishedAt)), finishedAt };
}

/**
 * Who was deleted between the passes is listed by the first one only, as the disabled ones are. Where those are few, AWS
 * is asked for each; where they are many, some may be shown as disabled until the next scan.
 */
async function leaveOutDeleted(run: JobRun, { index, identities }: ScanParts, scanId: string): Promise<void> {
  const deleted: string[] = [];
  for (const id of (await index.listedAsDisabled(run.pool, scanId, mostAskedFor)) ?? []) {
    const isThere = await run.call('DescribeIdentity', true, (call) => identities.exists(call, id));
    if (isThere === undefined) break;
    if (!isThere) deleted.push(id);
  }
  if (deleted.length > 0) await index.leaveOut(run.pool, scanId, deleted);
}
