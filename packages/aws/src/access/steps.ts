import type { AccessStep } from '@lifeguard/shared/api/access-check';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { plainText } from '../client/redact.ts';

export type ShownMembers = Readonly<Record<string, string | undefined>>;

/** Collects the calls of a flow as they may be shown. After one that failed the others are not run. */
export class AccessSteps {
  readonly list: AccessStep[] = [];
  readonly #secrets: readonly string[];

  /** `secrets`: texts that AWS may repeat in its messages, and that must not be shown. */
  constructor(secrets: readonly string[]) {
    this.#secrets = secrets.filter((secret) => secret !== '');
  }

  get failed(): AccessStep | undefined {
    return this.list.find(({ outcome }) => outcome === 'failed');
  }

  /** Runs one call; undefined where it failed. `shown` picks from the answer what may be seen. */
  async run<T>(
    step: Pick<AccessStep, 'service' | 'operation'>,
    request: ShownMembers,
    send: () => Promise<T>,
    shown: (answer: T) => ShownMembers,
  ): Promise<T | undefined> {
    const startedAt = performance.now();
    const base = { ...step, request: membersOf(request) };
    try {
      const answer = await send();
      this.list.push({ ...base, outcome: 'ok', answer: membersOf(shown(answer)), ms: since(startedAt) });
      return answer;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.list.push({ ...base, outcome: 'failed', answer: [], error: this.#errorOf(error), ms: since(startedAt) });
      return undefined;
    }
  }

  skip(step: Pick<AccessStep, 'service' | 'operation'>, reason: string): void {
    this.list.push({ ...step, request: [], outcome: 'not_run', answer: [], reason, ms: 0 });
  }

  /** In AWS's own words where they are AWS's. */
  #errorOf(problem: ProblemError): AccessStep['error'] {
    const { awsError, awsRequestId } = problem.members;
    const said = awsError === undefined ? undefined : awsMessage(problem);
    const message = this.#secrets.reduce((text, secret) => text.replaceAll(secret, '[token]'), said ?? problem.message);
    return {
      code: awsError ?? problem.code,
      message: plainText(message, 2000),
      ...(awsRequestId === undefined ? {} : { awsRequestId }),
    };
  }
}

/** A token as it may be shown. */
export function hiddenToken(token: string): string {
  return `(token, ${token.length.toLocaleString('en-US')} characters)`;
}

function awsMessage(problem: ProblemError): string | undefined {
  let cause: unknown = problem.cause;
  while (cause instanceof ProblemError) cause = cause.cause;
  return cause instanceof Error && cause.message !== '' ? cause.message : undefined;
}

function membersOf(members: ShownMembers): AccessStep['request'] {
  return Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

function since(startedAt: number): number {
  return Math.round(performance.now() - startedAt);
}
