import type { JobRow } from '../../store/job-rows.ts';

/** What a deletion did with its list, in a sentence. `unanswered`: sent to AWS, which did not say whether it deleted them. */
export function deletionMessage(row: JobRow, unanswered: number): string {
  const { frozen, deleted, gone, changed, failed, task } = row;
  const untouched = frozen - deleted - gone - changed - failed - unanswered;
  const parts = [
    [deleted, 'deleted'],
    [gone, 'already gone'],
    [changed, 'left alone because they do not match the filter any more'],
    [failed, 'failed'],
    [unanswered, 'deleted or not, as AWS did not answer: the next scan shows it'],
    [untouched, task.kind === 'delete' && task.isDryRun ? 'would be deleted' : 'not touched'],
  ] as const;
  const counts = parts.filter(([count]) => count > 0).map(([count, words]) => `${numberText(count)} ${words}`);
  const list = counts.length === 0 ? '' : `: ${counts.join(', ')}`;
  return `Of ${numberText(frozen)} on the list${list}.`;
}

/** As the page writes them. */
function numberText(count: number): string {
  return count.toLocaleString('en-US');
}
