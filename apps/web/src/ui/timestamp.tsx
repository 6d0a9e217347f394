import Box from '@cloudscape-design/components/box';
import { useState } from 'react';
import { absoluteTime, relativeTime, timeWithUtc, utcTime } from './format-time.ts';

/** A moment as people and as logs say it: relative, then absolute in the browser's zone, UTC in the tooltip. */
export function Timestamp({ iso, withUtc = false }: { iso: string | undefined; withUtc?: boolean }) {
  const [now] = useState(() => new Date());
  if (iso === undefined) return '-';
  return (
    <time dateTime={iso} title={utcTime(iso)}>
      {relativeTime(iso, now)}
      <Box variant="small" color="text-body-secondary" display="block">
        {withUtc ? timeWithUtc(iso) : absoluteTime(iso)}
      </Box>
    </time>
  );
}
