import pino from 'pino';

import { plainText, redact } from '@lifeguard/aws/client/redact';

/** What a log line may say of an error: never its message, its request or its response (they carry credentials). */
export interface LoggedError {
  readonly name: string;
  readonly code?: string;
  readonly status?: number;
  readonly awsRequestId?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export const logLevels = ['info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Writes one JSON line per event. Fields are plain values only, so that no object graph can slip in. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields, error?: unknown): void;
  error(event: string, fields?: LogFields, error?: unknown): void;
}

/** `write` gets whole lines, scrubbed; without it they go to stdout. */
export function createLog(
  write: (line: string) => void = (line) => process.stdout.write(line),
  level: LogLevel = 'info',
): Log {
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(redact(line)) },
  );
  return {
    info: (event, fields) => logger.info(clean(fields), event),
    warn: (event, fields, error) => logger.warn({ ...clean(fields), ...errorField(error) }, event),
    error: (event, fields, error) => logger.error({ ...clean(fields), ...errorField(error) }, event),
  };
}

/** The allow-list view of an error. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = member(error, 'code');
  const metadata = member(error, '$metadata');
  const status = typeof metadata === 'object' && metadata !== null ? member(metadata, 'httpStatusCode') : undefined;
  const requestId = typeof metadata === 'object' && metadata !== null ? member(metadata, 'requestId') : undefined;
  const stack = framesOf(error);
  return {
    name: plainText(error.name, 80),
    ...(typeof code === 'string' ? { code: plainText(code, 80) } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(typeof requestId === 'string' ? { awsRequestId: plainText(requestId, 80) } : {}),
    ...(stack === '' ? {} : { stack }),
    ...(error.cause === undefined || depth > 2 ? {} : { cause: loggedError(error.cause, depth + 1) }),
  };
}

function clean(fields: LogFields = {}): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? plainText(value, 1000) : value]),
  );
}

function errorField(error: unknown): { err?: LoggedError } {
  return error === undefined ? {} : { err: loggedError(error) };
}

/** Only the frames: the first lines of a stack repeat the message, which may hold anything. */
function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
    .join(' | ');
}

function member(object: object, key: string): unknown {
  return (object as Readonly<Record<string, unknown>>)[key];
}
