import LiveRegion from '@cloudscape-design/components/live-region';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { isEnded, type Job } from '@lifeguard/shared/api/jobs';
import { announcementOf, doneText, durationText, percentDone, phaseText, rateText, stateWord } from './words.ts';

/** How far a job has come: a bar where the end is known, a count where it is not; spoken now and then. */
export function JobProgress({ job }: { job: Job }) {
  const percent = percentDone(job);
  const state = stateWord(job);
  if (percent !== undefined && !isEnded(job)) {
    // Speaks for itself, every few seconds.
    return (
      <ProgressBar
        value={percent}
        label={job.state === 'running' && !job.isCancelling ? (phaseText(job) ?? state.text) : state.text}
        description={[doneText(job), ...detailsOf(job)].join(' · ')}
      />
    );
  }
  return (
    <>
      <StatusIndicator type={state.type}>
        {[state.text, ...detailsOf(job), ...(job.state === 'running' ? [`${doneText(job)} so far`] : [])].join(' · ')}
      </StatusIndicator>
      <LiveRegion hidden>{announcementOf(job)}</LiveRegion>
    </>
  );
}

function detailsOf(job: Job): string[] {
  if (job.state !== 'running') return [];
  const rate = rateText(job);
  return [
    ...(percentDone(job) === undefined ? [phaseText(job) ?? ''] : []),
    ...(rate === undefined ? [] : [rate]),
    ...(job.secondsLeft === undefined ? [] : [`${durationText(job.secondsLeft)} left`]),
  ].filter((text) => text !== '');
}
