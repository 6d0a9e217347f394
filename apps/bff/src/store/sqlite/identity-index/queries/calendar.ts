import { dayMs, type Range } from './selection.ts';

export type Unit = 'day' | 'month';

/** A longer range is shown by months. */
const maxDays = 92;

/** @param first, last milliseconds since 1970 */
export function unitFor(first: number, last: number): Unit {
  return Math.floor(last / dayMs) - Math.floor(first / dayMs) < maxDays ? 'day' : 'month';
}

/** Whole days or months of UTC from the one of `first` to the one of `last`. */
export function calendarRanges(first: number, last: number, unit: Unit): Range[] {
  const ranges: Range[] = [];
  for (let from = startOf(first, unit); from <= last; ) {
    const to = nextStart(from, unit);
    ranges.push({ from, to });
    from = to;
  }
  return ranges;
}

/** The beginning of the day or month of UTC. */
export function startOf(time: number, unit: Unit): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), unit === 'day' ? date.getUTCDate() : 1);
}

function nextStart(time: number, unit: Unit): number {
  const date = new Date(time);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  return unit === 'day' ? Date.UTC(year, month, day + 1) : Date.UTC(year, month + 1, 1);
}
