import { isEnded, type Job, type JobState } from '@lifeguard/shared/api/jobs';
import { maxLookedAt } from '@lifeguard/shared/identities/identity';
import { utcTime } from '#ui/format-time.ts';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

const number = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** `1,234,567` */
export function countText(count: number): string {
  return number.format(count);
}

/** `1 identity`, `1,234 identities` */
export function identitiesText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'identity' : 'identities'}`;
}

export function jobTitle({ kind, deletion, IdentityPoolName }: Job): string {
  if (kind === 'scan') return `Scan of ${IdentityPoolName}`;
  if (kind === 'export') return `Export from ${IdentityPoolName}`;
  return deletion?.isDryRun === true
    ? `Dry run of a clean-up in ${IdentityPoolName}`
    : `Clean-up of ${IdentityPoolName}`;
}

export function kindText({ kind, deletion }: Job): string {
  if (kind === 'scan') return 'Scan';
  if (kind === 'export') return 'Export';
  return deletion?.isDryRun === true ? 'Clean-up, dry run' : 'Clean-up';
}

/** What a job of this kind does, for whoever did not start it. */
export function purposeText({ kind, deletion }: Job): string {
  switch (kind) {
    case 'scan':
      return 'Lists every identity of the pool, so that they can be counted, filtered and cleaned up. It changes nothing in AWS.';
    case 'export':
      return 'Writes the identities that a filter finds into a file. It changes nothing in AWS.';
    case 'delete':
      return deletion?.isDryRun === true
        ? 'Does everything a clean-up does, except deleting: it takes down the list, checks it, and reports what would be deleted. It changes nothing in AWS.'
        : 'Takes down the list of identities that a filter finds, then deletes those of the list, 60 at a time, and nothing else.';
  }
}

/** How a deletion finds out who has changed since the scan, and what remains possible. `check` is undefined before it began. */
export function checkText(check: NonNullable<Job['deletion']>['check'], isDryRun: boolean): string {
  if (check === undefined) return 'Not yet.';
  if (check.by === 'each') {
    return isDryRun
      ? 'Each identity was looked at one by one in AWS, and who does not match any more, or was a guest and has signed in, is left alone.'
      : `${eachText} Only who signs in within the seconds between that look and the deletion is deleted all the same.`;
  }
  return (
    `All were compared with a scan begun after the confirmation (${utcTime(check.startedAt)} to ${utcTime(check.finishedAt)}), and who does not match any more, or was a guest and has signed in, is left alone. ` +
    (isDryRun ? '' : 'Who signs in after that scan and before the deletion is deleted all the same.')
  ).trim();
}

const eachText =
  'Each identity is looked at one by one in AWS just before its batch is deleted, and who does not match any more, or was a guest and has signed in, is left alone.';

/** The same before it is confirmed. */
export function plannedCheckText(count: number): string {
  return count <= maxLookedAt
    ? `${eachText} Only who signs in within the seconds between that look and the deletion would be deleted all the same.`
    : `As there are more than ${countText(maxLookedAt)}, the pool is scanned again after you confirm, and who does not match any more, or was a guest and has signed in, is left alone. Who signs in after that scan and before the deletion would be deleted all the same.`;
}

const stateWords = {
  queued: { type: 'pending', text: 'Waiting for its turn' },
  running: { type: 'in-progress', text: 'Running' },
  paused: { type: 'stopped', text: 'Paused' },
  waiting_credentials: { type: 'warning', text: 'Waiting for credentials' },
  done: { type: 'success', text: 'Done' },
  failed: { type: 'error', text: 'Failed' },
  cancelled: { type: 'stopped', text: 'Cancelled' },
} satisfies Record<JobState, { type: StatusIndicatorProps.Type; text: string }>;

/** How a job stands, with the sign for it. */
export function stateWord(job: Job): { type: StatusIndicatorProps.Type; text: string } {
  if (isEnded(job)) {
    const failed = job.deletion?.failed ?? 0;
    if (job.state === 'done' && failed > 0) return { type: 'warning', text: 'Done, with failures' };
    return stateWords[job.state];
  }
  return job.isCancelling ? { type: 'in-progress', text: 'Being cancelled' } : stateWords[job.state];
}

const phaseTexts = {
  listing: 'Listing all identities',
  listing_enabled: 'Listing again, to find out which are disabled',
  freezing: 'Taking down the list',
  checking: 'Checking the pool again',
  deleting: 'Deleting',
  writing: 'Writing the file',
} satisfies Record<NonNullable<Job['phase']>, string>;

export function phaseText({ phase, deletion }: Job): string | undefined {
  if (phase === 'deleting' && deletion?.isDryRun === true) return 'Going through the list, deleting nothing';
  return phase && phaseTexts[phase];
}

/** Whether somebody should look: it does not go on by itself, or not well. */
export function needsAttention(job: Job): boolean {
  return job.state === 'paused' || job.state === 'waiting_credentials';
}

/** `about 5 minutes`: as exact as an estimate can be. */
export function durationText(seconds: number): string {
  if (seconds < 1) return 'less than a second';
  if (seconds < 50) return about(seconds < 10 ? Math.ceil(seconds) : Math.round(seconds / 10) * 10, 'second');
  if (seconds < 55 * 60) return about(Math.max(1, Math.round(seconds / 60)), 'minute');
  const minutes = Math.round(seconds / 600) * 10;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours >= 6 || rest === 0) return about(Math.round(minutes / 60), 'hour');
  return `${about(hours, 'hour')} ${rest} minutes`;
}

function about(count: number, unit: string): string {
  return `about ${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** `1,200 a second`; undefined while nothing is known. */
export function rateText({ rate }: Pick<Job, 'rate'>): string | undefined {
  return rate === undefined || rate <= 0 ? undefined : `${compact.format(rate)} a second`;
}

/** Share of the present phase that is done, 0 to 100; undefined where the end is not known. */
export function percentDone({ done, total }: Pick<Job, 'done' | 'total'>): number | undefined {
  if (total === undefined) return undefined;
  return total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total));
}

/** `1,200 of 5,000` */
export function doneText({ done, total }: Pick<Job, 'done' | 'total'>): string {
  return total === undefined ? countText(done) : `${countText(done)} of ${countText(total)}`;
}

/** How a job ended, in one line; undefined as long as it goes on. */
export function outcomeText(job: Job): string | undefined {
  const { deletion, scan, file } = job;
  if (!isEnded(job)) return undefined;
  if (deletion !== undefined) {
    const { isDryRun, deleted, untouched } = deletion;
    return [
      isDryRun ? `${countText(untouched)} would be deleted` : `${countText(deleted)} deleted`,
      ...(deletion.alreadyGone > 0 ? [`${countText(deletion.alreadyGone)} already gone`] : []),
      ...(deletion.changed > 0 ? [`${countText(deletion.changed)} left alone`] : []),
      ...(deletion.failed > 0 ? [`${countText(deletion.failed)} failed`] : []),
      ...(untouched > 0 && !isDryRun ? [`${countText(untouched)} not handled`] : []),
    ].join(', ');
  }
  if (scan !== undefined) return `${identitiesText(scan.found)} found`;
  if (file !== undefined && job.kind === 'export') return `${identitiesText(file.rows)} written`;
  return job.message;
}

/**
 * What a screen reader is told while a job goes on: it changes with every tenth, or with every change of the first digit
 * where the end is not known, and not with every event.
 */
export function announcementOf(job: Job): string {
  if (isEnded(job)) return `${stateWord(job).text}. ${outcomeText(job) ?? ''}`;
  if (job.state !== 'running') return stateWord(job).text;
  const percent = percentDone(job);
  const step = 10 ** Math.max(3, String(job.done).length - 1);
  const progress =
    percent === undefined
      ? `more than ${countText(Math.floor(job.done / step) * step)}`
      : `${Math.floor(percent / 10) * 10} percent`;
  return `${phaseText(job) ?? 'Running'}: ${progress}`;
}
