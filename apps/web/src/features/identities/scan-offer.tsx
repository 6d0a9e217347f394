import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { maxIdentities } from '@lifeguard/shared/identities/identity';
import type { IdentityIndexState } from '@lifeguard/shared/api/identity-index';
import { durationText } from '#job-state/words.ts';
import { activeJob } from '#job-state/queries.ts';
import { useJobs } from '#job-state/use-job.ts';
import { ScanButton } from './scan-button.tsx';

/** What a scan would bring to a pool that was never scanned, and what it costs. */
export function ScanOffer({ index, poolId }: { index: IdentityIndexState; poolId: string }) {
  const { data: jobs } = useJobs();
  const running = activeJob(jobs, poolId, 'scan') ?? index.runningScan;
  if (running !== undefined || index.scan !== undefined) return null;
  return (
    <Alert
      type="info"
      header="This pool was not scanned yet"
      action={<ScanButton poolId={poolId}>Scan the pool</ScanButton>}
    >
      <SpaceBetween size="xxs">
        <div>
          AWS can neither count nor search identities. A scan lists them all once, and keeps the list in Lifeguard: then
          you can count, filter and sort them, see how many are guests, disabled or not modified for long, export them,
          and clean up.
        </div>
        <div>{scanCost(index.pagesPerSecond)} It changes nothing in AWS, and goes on when you leave this page.</div>
      </SpaceBetween>
    </Alert>
  );
}

/** A scan lists a pool twice, to find out which identities are disabled. */
function scanCost(pagesPerSecond: number | undefined): string {
  if (pagesPerSecond === undefined) return 'It takes a few seconds for each 100,000 identities.';
  const seconds = (2 * 1000) / maxIdentities / pagesPerSecond;
  return `It takes ${durationText(seconds)} for each 1,000 identities: Lifeguard sends at most ${pagesPerSecond} requests a second, to leave room for your apps.`;
}
