import { isEnded, type Job } from '@lifeguard/shared/api/jobs';

import type { JobRow } from '../store/job-rows.ts';
import { reportName } from './files.ts';

/** A job as the browser sees it. `live` is what its run knows better than the store. */
export function viewOf(
  row: JobRow,
  live?: { progress: Pick<JobRow, 'phase' | 'done' | 'total'>; rate: number | undefined },
): Job {
  const { phase, done, total } = live?.progress ?? row;
  const rate = live?.rate;
  const secondsLeft = total === undefined || !rate ? undefined : Math.max(0, total - done) / rate;
  // Listing goes over the pool twice, and a check is followed by the deletion: the end of the phase is not that of the job.
  const isLastPhase = phase !== 'listing' && phase !== 'freezing' && phase !== 'checking';
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    connectionId: row.connection_id,
    IdentityPoolId: row.pool_id,
    IdentityPoolName: row.pool_name,
    ...identitiesOf(row),
    createdAt: iso(row.created_at),
    ...(row.started_at === undefined ? {} : { startedAt: iso(row.started_at) }),
    ...(row.ended_at === undefined ? {} : { endedAt: iso(row.ended_at) }),
    ...(phase === undefined ? {} : { phase }),
    done,
    ...(total === undefined ? {} : { total }),
    ...(rate === undefined ? {} : { rate }),
    ...(secondsLeft === undefined || !isLastPhase ? {} : { secondsLeft }),
    ...(row.message === undefined ? {} : { message: row.message }),
    ...(row.command === undefined ? {} : { command: row.command }),
    ...(row.resumes_at === undefined ? {} : { resumesAt: iso(row.resumes_at) }),
    isCancelling: row.is_cancelling,
    ...(row.scan === undefined ? {} : { scan: row.scan }),
    ...(row.task.kind === 'delete' ? { deletion: deletionOf(row, row.task.isDryRun) } : {}),
    ...fileOf(row),
  };
}

function identitiesOf({ task }: JobRow): Pick<Job, 'identities'> {
  if (task.kind === 'scan') return {};
  const { retryOf, foundBy } = task.kind === 'delete' ? task : {};
  return {
    identities: {
      filter: task.filter,
      asOf: iso(task.now),
      ...(retryOf === undefined ? {} : { retryOf }),
      ...(foundBy === undefined ? {} : { foundBy }),
    },
  };
}

function deletionOf(row: JobRow, isDryRun: boolean): NonNullable<Job['deletion']> {
  const { frozen, deleted, gone, changed, failed, checked } = row;
  const untouched = frozen - deleted - gone - changed - failed;
  const check = checked === undefined ? {} : { check: checked };
  return { isDryRun, ...check, frozen, deleted, alreadyGone: gone, changed, failed, untouched };
}

function fileOf(row: JobRow): Pick<Job, 'file'> {
  if (row.file !== undefined) return { file: row.file };
  if (row.kind !== 'delete' || !isEnded(row)) return {};
  return { file: { name: reportName(row, 'csv'), rows: row.frozen } };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
