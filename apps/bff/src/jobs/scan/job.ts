import type { Identities } from '@lifeguard/aws/identities/identities';
import type { IdentityIndex, ScanPass, ScanResult } from '../../store/identity-index.ts';
import { JobFailed } from '../engine/ends.ts';
import type { JobRun } from '../engine/run.ts';
import { nextPage } from './next-page.ts';

/** How often a pass begins anew because its token is refused, before the scan gives up. */
const maxRestarts = 3;

/** Identities that are looked at one by one: half a minute at the rate of jobs. */
const maxAskedFor = 120;

export interface ScanParts {
  readonly index: IdentityIndex;
  readonly identities: Pick<Identities, 'scanPage' | 'exists'>;
  readonly now: () => number;
}

/** Tells how far the scan is: the deletion's check is a scan, too. */
type Report = (pass: ScanPass, done: number, total: number | undefined) => void;

/**
 * Lists the pool twice into the index, all identities and then the enabled ones. Goes on where an earlier run with the
 * same scan id has stopped.
 * @throws ProblemError not_found where the pool does not exist (any more)
 */
export async function scanPool(
  run: JobRun,
  parts: ScanParts,
  scanId: string,
  report: Report,
): Promise<ScanResult & { finishedAt: number }> {
  const { index } = parts;
  await list(run, parts, scanId, report);
  await leaveOutDeleted(run, parts, scanId);
  const finishedAt = parts.now();
  return { ...(await index.finishScan(run.pool, scanId, finishedAt)), finishedAt };
}

/** A page at a time, each stored before the next one is asked for: what the index has says what comes next. */
async function list(
  run: JobRun,
  { index, identities, now }: Pick<ScanParts, 'index' | 'identities' | 'now'>,
  scanId: string,
  report: Report,
): Promise<void> {
  let progress = await index.openScan(run.pool, scanId, now());
  const restarts = { all: 0, enabled: 0 };
  for (;;) {
    const pass = progress.all.isComplete ? 'enabled' : 'all';
    const { listed, nextToken, isComplete } = progress[pass];
    report(pass, listed, pass === 'all' ? undefined : progress.all.listed);
    if (isComplete) return;
    const page = await nextPage(run, identities, pass, nextToken);
    if (page === 'token refused') {
      restarts[pass] += 1;
      if (restarts[pass] > maxRestarts) {
        throw new JobFailed(
          `AWS refused its own page token ${restarts[pass]} times, so the pool can't be listed to the end. ` +
            'The earlier scan, if there is one, is kept. Start a new scan later.',
        );
      }
      progress = await index.restartPass(run.pool, scanId, pass);
    } else {
      progress = await index.addPage(run.pool, scanId, { pass, after: listed, ...page });
      run.advanced();
    }
  }
}

/**
 * Who was deleted between the passes is listed by the first one only, as the disabled ones are. Where those are few, AWS
 * is asked for each; where they are many, some may be shown as disabled until the next scan.
 */
async function leaveOutDeleted(run: JobRun, { index, identities }: ScanParts, scanId: string): Promise<void> {
  const deleted: string[] = [];
  for (const id of (await index.listedAsDisabled(run.pool, scanId, maxAskedFor)) ?? []) {
    const isThere = await run.call('DescribeIdentity', true, (call) => identities.exists(call, id));
    if (isThere === undefined) break;
    if (!isThere) deleted.push(id);
  }
  if (deleted.length > 0) await index.leaveOut(run.pool, scanId, deleted);
}
