import { useNow } from '#ui/use-now.ts';
import { StatusText } from '#ui/status-text.tsx';
import { absoluteTime, relativeTime } from '#ui/format-time.ts';

const freshMs = 15 * 60_000;

/** How old the list is. */
export function AgeOfScan({ finishedAt }: { finishedAt: string }) {
  const now = useNow();
  const when = `${absoluteTime(finishedAt)}, ${relativeTime(finishedAt, now)}`;
  if (now.getTime() - Date.parse(finishedAt) < freshMs) {
    return <StatusText type="info">The list comes from the scan of {when}.</StatusText>;
  }
  return (
    <StatusText type="warning">
      The list comes from the scan of {when}. More may match it now: scan again to see.
    </StatusText>
  );
}
