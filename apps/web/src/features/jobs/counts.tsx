import Box from '@cloudscape-design/components/box';
import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import { isEnded, type Job } from '@lifeguard/shared/api/jobs';
import { countText } from '#job-state/words.ts';

/** The exact account of a job, as far as it has come. */
export function JobCounts({ job }: { job: Job }) {
  const items = itemsOf(job);
  if (items.length === 0) return null;
  return <KeyValuePairs columns={3} items={items} />;
}

function itemsOf(job: Job): KeyValuePairsProps.Item[] {
  const { scan, deletion, file } = job;
  return [
    ...(scan === undefined
      ? []
      : [
          item('Found', scan.found),
          item('Appeared since the scan before', scan.appeared),
          item('Gone since the scan before', scan.gone),
          item('Disabled', scan.disabled),
        ]),
    ...(deletion === undefined ? [] : deletionItems(deletion, isEnded(job))),
    ...(file === undefined
      ? []
      : [
          {
            label: job.kind === 'delete' ? 'Report' : 'File',
            value: [
              file.name,
              `${countText(file.rows)} rows`,
              ...(file.bytes === undefined ? [] : [sizeText(file.bytes)]),
            ].join(', '),
          },
        ]),
  ];
}

function deletionItems(deletion: NonNullable<Job['deletion']>, hasEnded: boolean) {
  const { isDryRun, frozen, deleted, alreadyGone, changed, failed, untouched } = deletion;
  return [
    item('On the list', frozen),
    // A dry run leaves everything as it is: what it would delete is what it has not taken off the list.
    isDryRun ? item('Would be deleted', untouched) : item('Deleted', deleted),
    item('Already gone', alreadyGone),
    item('Left alone', changed, 'They do not match the filter any more.'),
    ...(isDryRun ? [] : [item('Failed', failed), item(hasEnded ? 'Not handled' : 'Still to do', untouched)]),
  ];
}

function item(label: string, count: number, note?: string): KeyValuePairsProps.Item {
  return {
    label,
    value: (
      <>
        <Box variant="awsui-value-large">{countText(count)}</Box>
        {note !== undefined && count > 0 && <Box variant="small">{note}</Box>}
      </>
    ),
  };
}

/** `12.3 kB` */
function sizeText(bytes: number): string {
  if (bytes < 1e3) return `${bytes} bytes`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
