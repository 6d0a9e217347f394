export type LogFormat = 'text' | 'json';

/** One call as it is logged. */
export interface LogEntry {
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  readonly error: string | undefined;
  readonly ms: number;
}

/** One line a call: time of day, service, operation, result, milliseconds. */
export function logLine(format: LogFormat, time: Date, entry: LogEntry): string {
  if (format === 'json') return JSON.stringify({ time: time.toISOString(), ...entry, ms: Number(entry.ms.toFixed(2)) });
  const result = entry.error === undefined ? String(entry.status) : `${entry.status} ${entry.error}`;
  return `${time.toISOString().slice(11, 23)}  ${entry.service} ${entry.operation}  ${result}  ${entry.ms.toFixed(1)} ms`;
}
