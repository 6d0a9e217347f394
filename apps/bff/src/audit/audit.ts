import type { Journal, PoolIntent } from '@lifeguard/aws/journal';
import type { Connections } from '@lifeguard/aws/client/connections';
import { plainText } from '@lifeguard/aws/client/redact';
import { pseudonym } from '@lifeguard/audit/chain';
import type { AuditEvent } from '@lifeguard/shared/api/audit';
import type { AuditOperation } from '@lifeguard/shared/api/audit-operation';
import { ProblemError } from '@lifeguard/shared/api/problem-error';

import type { Log } from '../log/log.ts';
import type { AuditLog } from '../store/audit.ts';
import { answeredOf } from './answered.ts';
import { askedOf } from './asked.ts';
import { Calls } from './calls.ts';
import { given } from './given.ts';
import { outcomeOfError } from './outcome.ts';

export type Actor = AuditEvent['actor'];

/** A request as far as the log needs it. */
export interface RecordedRequest {
  readonly operation: AuditOperation;
  readonly correlationId: string;
  readonly actor: Actor;
  /** Of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly note?: string | undefined;
}

interface Parts {
  readonly log: AuditLog;
  readonly connections: Pick<Connections, 'get'>;
  readonly serverLog: Log;
}

/** What reads, or only ends a session: one entry says it. */
const events: ReadonlySet<AuditOperation> = new Set<AuditOperation>([
  'session.sign-out',
  'job.download',
  'audit.read',
  'audit.export',
  'audit.verify',
]);

/** What stops or frees something is never held up, nor is a look at the log itself: these are written as soon as it works again. */
const neverHeldUp: ReadonlySet<AuditOperation> = new Set<AuditOperation>([
  'session.sign-in',
  'session.sign-out',
  'job.cancel',
  'job.pause',
  'identity-index.discard',
  'audit.read',
  'audit.export',
  'audit.verify',
]);

/** As many as are kept until the log works again. */
const maxPending = 10_000;

export type Audit = ReturnType<typeof createAudit>;

/** Writes down what is tried: before it is done, and what became of it. */
export function createAudit({ log, connections, serverLog }: Parts) {
  const pending: AuditEvent[] = [];
  const named = (text: string) => pseudonym(log.key, text);

  /** For what has happened and can't be refused any more: where it can't be written now, it is later. */
  async function note(...happened: readonly AuditEvent[]): Promise<void> {
    pending.push(...happened.map(cleaned));
    if (pending.length > maxPending) {
      serverLog.error('audit entries lost', { count: pending.length - maxPending });
      pending.splice(0, pending.length - maxPending);
    }
    await flush();
  }

  async function flush(): Promise<void> {
    const items = pending.splice(0);
    if (items.length === 0) return;
    await log.append(items).catch((error: unknown) => {
      pending.unshift(...items);
      serverLog.warn('audit entries wait', { count: pending.length }, error);
    });
  }

  /** @throws ProblemError audit_unavailable */
  async function must(event: AuditEvent): Promise<void> {
    await log.append([cleaned(event)]).catch((error: unknown) => {
      throw new ProblemError(
        'audit_unavailable',
        `The audit log can't be written, so this was refused and nothing was changed. ${sentenceOf(error)}`,
        {},
        error,
      );
    });
  }

  /** Runs what a request asks for between its intent and its outcome. @throws ProblemError audit_unavailable, before anything was done */
  async function recorded<T>(request: RecordedRequest, work: (journal: Journal) => Promise<T>): Promise<T> {
    const { operation, correlationId, actor, query, body } = request;
    // Who turns pages goes on reading.
    if (operation === 'audit.read' && query.cursor !== undefined) return work(nothing);
    const asked = askedOf(operation, events.has(operation) ? query : body, named);
    const about = given({
      correlationId,
      actor,
      operation,
      connection: connectionOf(request.params.connectionId),
      note: request.note,
      target: { ...targetOf(request.params), ...asked.target },
      params: asked.params,
    });
    const isHeldUp = !neverHeldUp.has(operation) && !isTurningOff(operation, asked.params);
    const write = isHeldUp ? must : note;
    if (!events.has(operation)) await write({ ...about, phase: 'intent' });
    const beganAt = performance.now();
    const calls = new Calls();
    let plan: Pick<AuditEvent, 'etagBefore' | 'etagAfter'> = {};
    const journal: Journal = {
      sent: (planned, result) => calls.add(planned, result),
      async intends({ IdentityPoolId, before, nextEtag }: PoolIntent) {
        plan = given({ etagBefore: before?.etag, etagAfter: nextEtag });
        const poolName = before?.document.IdentityPoolName;
        const target = given({ ...about.target, poolId: IdentityPoolId, poolName });
        await write({ ...about, target, phase: 'intent', ...plan });
      },
    };
    const ended = (end: Partial<AuditEvent>): AuditEvent => ({
      ...about,
      phase: events.has(operation) ? 'event' : 'outcome',
      ...plan,
      ...calls.members,
      durationMs: Math.round(performance.now() - beganAt),
      ...end,
      target: { ...about.target, ...end.target },
      params: { ...about.params, ...calls.params, ...end.params },
    });

    let answer: T;
    try {
      answer = await work(journal);
    } catch (error) {
      await note(ended(outcomeOfError(error, calls.all)));
      throw error;
    }
    const event = ended({ outcome: 'applied', ...answeredOf(operation, answer) });
    if (!isHeldUp) await note(event);
    else if (events.has(operation)) await must(event);
    else await mustNote(event);
    return answer;
  }

  /** It is done: it is said to be done only once that is written. */
  async function mustNote(event: AuditEvent): Promise<void> {
    await log.append([cleaned(event)]).catch(async (error: unknown) => {
      await note(event);
      throw new ProblemError(
        'audit_unavailable',
        `This was done, but the audit log can't be written at the moment to say so; it will be as soon as it works again. ${sentenceOf(error)} ` +
          'Reload to see the present state.',
        {},
        error,
      );
    });
  }

  function connectionOf(id: string | undefined): AuditEvent['connection'] {
    if (id === undefined) return undefined;
    const { accountId: account, region } = connections.get(id);
    return given({ id, account, region });
  }

  return {
    recorded,
    note,
    flush,
    /** @throws StoreError */
    append: (event: AuditEvent): Promise<void> => log.append([cleaned(event)]),
  };
}

/** Of a request that does nothing in AWS. */
const nothing: Journal = { intends: async () => undefined, sent: () => undefined };

/** Turning editing off makes everything safer. */
function isTurningOff(operation: AuditOperation, params: AuditEvent['params']): boolean {
  return operation === 'connection.editing' && params?.readOnly === true;
}

function targetOf({ poolId, identityId, jobId, roleName }: RecordedRequest['params']): AuditEvent['target'] {
  return given({ poolId, identityId, jobId, roleName });
}

function sentenceOf(error: unknown): string {
  return error instanceof ProblemError ? error.message : 'The log line of this request says more.';
}

/** What people and their programs have written: no controls and nothing that looks like a credential. */
function cleaned(event: AuditEvent): AuditEvent {
  const { actor, note, target, params } = event;
  return given({
    ...event,
    actor: given({
      ...actor,
      userAgent: actor.userAgent === undefined ? undefined : plainText(actor.userAgent, 200),
    }),
    note: note === undefined ? undefined : plainText(note, 500),
    target: emptyAsUndefined(
      given({ ...target, poolName: target?.poolName === undefined ? undefined : plainText(target.poolName, 128) }),
    ),
    params: emptyAsUndefined(params === undefined ? {} : (cleanedValue(params) as typeof params)),
  });
}

function cleanedValue(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value, 2000).toWellFormed();
  if (Array.isArray(value)) return value.map(cleanedValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cleanedValue(member)]));
}

function emptyAsUndefined<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}
