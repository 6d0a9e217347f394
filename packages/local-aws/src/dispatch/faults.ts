import { z } from 'zod';

/** What the next calls of an operation should suffer, as the control endpoint takes it. */
export const faultRule = z.strictObject({
  /** An operation's name, or `*` for every one. */
  operation: z.string().min(1),
  /** The error's code; its message is AWS's usual one. */
  error: z.string().regex(/^\w+$/).optional(),
  /** HTTP status. Without `error` the answer is an HTML page, as a broken proxy sends it. */
  status: z.number().int().min(400).max(599).optional(),
  delayMs: z.number().int().min(0).max(600_000).optional(),
  /** DeleteIdentities only: nothing is deleted, and every id is reported back with this code. */
  unprocessed: z.enum(['AccessDenied', 'InternalServerError']).optional(),
  /** Of the ids of the call, evenly spread: only these are reported back, and the others are deleted. */
  unprocessedShare: z.number().gt(0).max(1).default(1),
  /** How many calls it meets. */
  times: z.number().int().min(1).max(1_000_000).default(1),
  /** Wait until other rules are armed, and only then do what else this rule says. */
  hold: z.boolean().default(false),
  /** Never answer. */
  hang: z.boolean().default(false),
  /** Do the work first, then fail or hang: the client can't know that it was done. */
  afterEffect: z.boolean().default(false),
});
export type FaultRule = z.infer<typeof faultRule>;

/** Whether the id at this place of a call is one of the share that is reported back. */
export function isUnprocessed({ unprocessedShare }: Pick<FaultRule, 'unprocessedShare'>, index: number): boolean {
  return Math.floor((index + 1) * unprocessedShare) > Math.floor(index * unprocessedShare);
}

/** AWS's usual message for errors that only faults produce here. */
const messages: Readonly<Record<string, string>> = {
  TooManyRequestsException: 'Rate exceeded',
  ThrottlingException: 'Rate exceeded',
  ConcurrentModificationException: 'The resource is being modified by another request. Try again.',
  InternalErrorException: 'Internal service error.',
  ExpiredTokenException: 'The security token included in the request is expired',
  AccessDeniedException: 'User is not authorized to perform this operation',
  LimitExceededException: 'The limit has been exceeded.',
};

export function faultMessage(code: string): string {
  return messages[code] ?? code;
}

/** The faults that are armed. */
export class Faults {
  #rules: { rule: FaultRule; left: number }[] = [];
  #held: (() => void)[] = [];

  /** Puts these rules in the place of those so far, and lets go of the calls that were held. */
  arm(rules: readonly FaultRule[]): void {
    this.#rules = rules.map((rule) => ({ rule, left: rule.times }));
    for (const release of this.#held.splice(0)) release();
  }

  /** Resolves when other rules are armed. */
  hold(): Promise<void> {
    return new Promise((resolve) => this.#held.push(resolve));
  }

  /** How many calls are held. */
  get held(): number {
    return this.#held.length;
  }

  /** The fault that this call meets, which is thereby used once. */
  take(operation: string): FaultRule | undefined {
    if (this.#rules.length === 0) return undefined;
    const armed = this.#rules.find(
      ({ rule, left }) => left > 0 && (rule.operation === operation || rule.operation === '*'),
    );
    if (armed === undefined) return undefined;
    armed.left -= 1;
    return armed.rule;
  }
}
