import type { Identities } from '@lifeguard/aws/identities/identities';
import type { IdentityIndex, PassProgress, ScanPass, ScanResult } from '../../store/identity-index.ts';
import { JobFailed } from '../engine/ends.ts';
import type { JobRun } from '../engine/run.ts';
import { nextPage } from './next-page.ts';

/** How often a pass begins anew because its token is refused, before the scan gives up. */
const maxRestarts = 3;

/** Identities that are looked at one by one: half a minute at the rate of jobs. */
const maxAskedFor = 120;

export interface ScanParts {
  readonly index: IdentityIndex;
  readonly identities: Pick<Identities, 'scanPage' | 'look'>;
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

async function list(run: JobRun, parts: ScanParts, scanId: string, report: Report): Promise<void> {
  const progress = await parts.index.openScan(run.pool, scanId, parts.now());
  const all = await listPass(run, parts, scanId, 'all', progress.all, (listed) => report('all', listed, undefined));
  const tell = (listed: number) => report('enabled', listed, all);
  tell(await listPass(run, parts, scanId, 'enabled', progress.enabled, tell));
}

/** A page at a time, each stored while the next one is on its way. Answers how many were listed. */
async function listPass(
  run: JobRun,
  { index, identities }: Pick<ScanParts, 'index' | 'identities'>,
  scanId: string,
  pass: ScanPass,
  from: PassProgress,
  report: (listed: number) => void,
): Promise<number> {
  let { listed, nextToken, isComplete } = from;
  let restarts = 0;
  const seen = new Set(nextToken === undefined ? [] : [nextToken]);
  let storing: Promise<unknown> = Promise.resolve();
  while (!isComplete) {
    report(listed);
    const page = await nextPage(run, identities, pass, nextToken, seen);
    await storing;
    if (page === 'token refused') {
      restarts += 1;
      if (restarts > maxRestarts) {
        throw new JobFailed(
          `AWS refused its own page token ${restarts} times, so the pool can't be listed to the end. ` +
            'The earlier scan, if there is one, is kept. Start a new scan later.',
        );
      }
      ({ listed, nextToken } = (await index.restartPass(run.pool, scanId, pass))[pass]);
      seen.clear();
    } else {
      storing = index.addPage(run.pool, scanId, { pass, after: listed, ...page });
      // Heard of with the next page.
      storing.catch(() => undefined);
      run.advanced();
      listed += page.identities.length;
      nextToken = page.nextToken;
      isComplete = nextToken === undefined;
    }
  }
  await storing;
  return listed;
}

/**
 * Who was deleted between the passes is listed by the first one only, as the disabled ones are. Where those are few, AWS
 * is asked for each; where they are many, some may be shown as disabled until the next scan.
 */
async function leaveOutDeleted(run: JobRun, { index, identities }: ScanParts, scanId: string): Promise<void> {
  const deleted: string[] = [];
  for (const id of (await index.listedAsDisabled(run.pool, scanId, maxAskedFor)) ?? []) {
    const found = await run.call('DescribeIdentity', true, (call) => identities.look(call, id));
    if (found === 'denied') break;
    if (found === 'gone') deleted.push(id);
  }
  if (deleted.length > 0) await index.leaveOut(run.pool, scanId, deleted);
}
