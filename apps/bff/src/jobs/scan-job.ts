import { setImmediate } from 'node:timers/promises';

import type { Identities, ScanPage } from '../aws/identities.ts';
import { ProblemError } from '../problems.ts';
import type { IdentityIndex, ScanPass, ScanProgress, ScanResult } from '../store/identity-index.ts';
import { JobFailed } from './job-ends.ts';
import type { JobRun } from './job-run.ts';
import { PageWriter } from './page-writer.ts';

/** How often a pass begins anew because its token is refused, before the scan gives up. */
const mostRestarts = 3;

/** Identities that are looked at one by one: half a minute at the pace of jobs. */
const mostAskedFor = 120;

export interface ScanParts {
  readonly index: IdentityIndex;
  readonly identities: Pick<Identities, 'scanPage' | 'exists'>;
  readonly now: () => number;
}

/** Tells how far the scan is: the deletion's check is a scan, too. */
type Report = (pass: ScanPass, done: number, total: number | undefined) => void;

/**
 * Lists the pool twice into the index, first all identities, then the enabled ones. Goes on where an earlier run with
 * the same scan id has stopped.
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
  let restarts = 0;
  while (!progress.isComplete) {
    const { pass } = progress;
    try {
      progress = await listPass(run, parts, scanId, progress, report);
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
      restarts += 1;
      if (restarts > mostRestarts) {
        throw new JobFailed(
          `AWS refused its own page token ${restarts} times, so the pool can't be listed to the end. ` +
            'The earlier scan, if there is one, is kept. Start a new scan later.',
        );
      }
      progress = await index.restartPass(run.pool, scanId);
    }
    if (progress.pass !== pass) restarts = 0;
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

/** The next page is on its way while those before it are stored, in their order. */
async function listPass(
  run: JobRun,
  parts: ScanParts,
  scanId: string,
  from: ScanProgress,
  report: Report,
): Promise<ScanProgress> {
  const writer = new PageWriter(async (page) => {
    const progress = await parts.index.addPage(run.pool, scanId, page);
    run.advanced();
    return progress;
  });
  try {
    await listPages(run, parts, from, report, writer);
  } catch (error) {
    // What was listed so far is kept where it can be: the rest is listed again.
    await writer.end().catch(() => undefined);
    throw error;
  }
  return (await writer.end()) ?? from;
}

async function listPages(
  run: JobRun,
  parts: ScanParts,
  { pass, nextToken, listed: listedBefore, found }: ScanProgress,
  report: Report,
  writer: PageWriter,
): Promise<void> {
  let listed = listedBefore;
  report(pass, listed, found);
  let page = await askFor(run, parts, pass, nextToken);
  for (;;) {
    const next = page.nextToken === undefined ? undefined : askFor(run, parts, pass, page.nextToken);
    // Whether it fails is looked at when this page is handed on.
    next?.catch(() => undefined);
    // The request goes out first: AWS works on it meanwhile.
    await setImmediate();
    await writer.add({ pass, after: listed, ...page });
    listed += page.identities.length;
    report(pass, listed, found);
    if (next === undefined) return;
    page = await next;
  }
}

async function askFor(
  run: JobRun,
  { identities }: ScanParts,
  pass: ScanPass,
  nextToken: string | undefined,
): Promise<ScanPage> {
  try {
    const page = await run.call('ListIdentities', true, (call) =>
      identities.scanPage(call, run.pool.poolId, { hideDisabled: pass === 'enabled', nextToken }),
    );
    if (page.nextToken !== undefined && page.nextToken === nextToken) {
      throw new JobFailed(
        'AWS answered the same page token twice in a row, so the list would never end. ' +
          'The earlier scan, if there is one, is kept. Start a new scan later.',
      );
    }
    return page;
  } catch (error) {
    // The same request without a token was taken: it is the token.
    const isRefused = error instanceof ProblemError && error.members.awsError === 'InvalidParameterException';
    if (isRefused && nextToken !== undefined) throw new TokenRefused('page token refused', { cause: error });
    throw error;
  }
}

class TokenRefused extends Error {
  override name = 'TokenRefused';
}
