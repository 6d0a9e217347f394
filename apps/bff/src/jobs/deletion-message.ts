import type { JobRow } from '../store/job-rows.ts';

/** What a deletion did with its list, in a sentence. */
export function deletionMessage(row: JobRow): string {
  const { frozen, deleted, gone, changed, failed, task } = row;
  const untouched = frozen - deleted - gone - changed - failed;
  const parts = [
    [deleted, 'deleted'],
    [gone, 'already gone'],
    [changed, 'left alone because they do not match the filter any more'],
    [failed, 'failed'],
    [untouched, task.kind === 'delete' && task.isDryRun ? 'would be deleted' : 'not touched'],
  ] as const;
  const counts = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  const list = counts.length === 0 ? '' : `: ${counts.join(', ')}`;
  return `Of ${frozen} on the list${list}.`;
}
