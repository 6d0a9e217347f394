import type { Identities, ScanPage } from '@lifeguard/aws/identities/identities';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { ScanPass } from '../../store/identity-index.ts';
import { JobFailed } from '../engine/ends.ts';
import type { JobRun } from '../engine/run.ts';

/**
 * A page of a pass, with the token after it; `token refused` where AWS does not take `nextToken`.
 * @param seen the tokens of this pass so far, to which the new one is added
 * @throws what JobRun.call throws
 */
export async function nextPage(
  run: JobRun,
  identities: Pick<Identities, 'scanPage'>,
  pass: ScanPass,
  nextToken: string | undefined,
  seen: Set<string>,
): Promise<ScanPage | 'token refused'> {
  try {
    const page = await run.call('ListIdentities', true, (call) =>
      identities.scanPage(call, run.pool.poolId, { hideDisabled: pass === 'enabled', nextToken }),
    );
    if (page.nextToken === undefined || !seen.has(page.nextToken)) {
      if (page.nextToken !== undefined) seen.add(page.nextToken);
      return page;
    }
  } catch (error) {
    // The same request without a token was taken: it is the token.
    const isRefused = error instanceof ProblemError && error.members.awsError === 'InvalidParameterException';
    if (isRefused && nextToken !== undefined) return 'token refused';
    throw error;
  }
  throw new JobFailed(
    'AWS answered a page token that it had answered before, so the list would never end. ' +
      'The earlier scan, if there is one, is kept. Start a new scan later.',
  );
}
