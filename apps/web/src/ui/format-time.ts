const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** Formatters by time zone: making one is slow, and tables show hundreds of times. */
const formats = new Map<string | undefined, Intl.DateTimeFormat>();
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `3 hours ago`, in the largest unit that fits once. */
export function relativeTime(iso: string, now: Date): string {
  const seconds = Math.round((Date.parse(iso) - now.getTime()) / 1000);
  const fitting = units.find(([, length]) => Math.abs(seconds) >= length);
  if (fitting === undefined) return 'just now';
  const [unit, length] = fitting;
  return relative.format(Math.trunc(seconds / length), unit);
}

/** `2026-11-21 14:05:09`, in the zone of the browser or in the one given. */
export function absoluteTime(iso: string, timeZone?: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', {
      dateStyle: 'short',
      timeStyle: 'medium',
      ...(timeZone === undefined ? {} : { timeZone }),
    });
    formats.set(timeZone, format);
  }
  return format.format(new Date(iso));
}

export function utcTime(iso: string): string {
  return `${absoluteTime(iso, 'UTC')} UTC`;
}

/** For comparing with logs: in the zone of the browser or in the one given, then in UTC, once where both are the same. */
export function timeWithUtc(iso: string, timeZone?: string): string {
  const local = absoluteTime(iso, timeZone);
  return local === absoluteTime(iso, 'UTC') ? utcTime(iso) : `${local} (${utcTime(iso)})`;
}
