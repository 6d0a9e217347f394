import { createHash } from 'node:crypto';

import { Mutex } from 'async-mutex';

/** An account that credentials have belonged to, and the id that stands for them with it. */
export interface KnownAccount {
  readonly id: string;
  /** What leads there: profile or role, and region. */
  readonly target: string;
  readonly account: string;
}

/** Keeps what is known for the next start. */
export interface AccountMemory {
  /** The latest last. */
  all(): Promise<readonly KnownAccount[]>;
  /** As the latest. False: another console has given the id to something else. */
  keep(known: KnownAccount): Promise<boolean>;
}

/** What leads somewhere, and the id that it has while nothing else has it. */
export interface Target {
  readonly base: string;
  readonly target: string;
}

/**
 * Gives ids that stand for exactly one target and account, for good: what was allowed or kept under one is never found
 * under another. The first account of a target has the id that a person expects, any other its number after it.
 */
export function createConnectionIds(memory: AccountMemory) {
  let known: readonly KnownAccount[] = [];
  let hasLearned = false;
  /** Who gives an id must know all that were given. */
  const turn = new Mutex();

  async function learn(): Promise<void> {
    const kept = await memory.all();
    // What could not be kept is known all the same.
    known = [...kept, ...known.filter(({ id }) => kept.every((other) => other.id !== id))];
    hasLearned = true;
  }

  /** Keeps what `choose` makes of what is known, unless it is the current one of its target. */
  const keep = (choose: () => KnownAccount): Promise<KnownAccount> =>
    turn.runExclusive(async () => {
      if (!hasLearned) await learn();
      for (;;) {
        const entry = choose();
        if (ofTarget(entry.target).at(-1) === entry) return entry;
        if (await memory.keep(entry)) {
          known = [...known.filter(({ id }) => id !== entry.id), entry];
          return entry;
        }
        await learn();
      }
    });

  const ofTarget = (target: string) => known.filter((entry) => entry.target === target);

  function freeId({ base, target }: Target): string {
    return known.some(({ id }) => id === base) ? `${base}~${digest(target)}` : base;
  }

  function entryFor({ base, target }: Target, account: string, first: string): KnownAccount {
    const others = ofTarget(target);
    const numbered = `${base}~${account}`;
    const further = known.some(({ id }) => id === numbered) ? `${base}~${digest(target + account)}` : numbered;
    const id = others.length === 0 ? first : further;
    return others.find((entry) => entry.account === account) ?? { id, target, account };
  }

  return {
    /** Every connection of the target, the current one last. Before its account is known it has one without. */
    of(target: Target): readonly { readonly id: string; readonly account?: string }[] {
      const found = ofTarget(target.target);
      return found.length > 0 ? found : [{ id: freeId(target) }];
    },

    /** Reads anew what is kept, also by others. */
    learn: (): Promise<void> => turn.runExclusive(learn),

    /** The target's credentials belong to this account now. */
    async saw(target: Target, account: string): Promise<void> {
      await keep(() => entryFor(target, account, freeId(target)));
    },

    isKnown: (by: { readonly id: string } | Target, account: string): boolean =>
      known.some(
        (entry) => entry.account === account && ('id' in by ? entry.id === by.id : entry.target === by.target),
      ),

    /** The id of what an older version kept of the target. `isCurrent`: nothing else has a claim to its base id. */
    async adopt(target: Target, account: string, isCurrent: boolean): Promise<string> {
      const first = () => (isCurrent ? freeId(target) : `${target.base}~${digest(target.target)}`);
      return (await keep(() => entryFor(target, account, first()))).id;
    },
  };
}

/** Of a profile in a region. Other names than plain ones are told apart by a digest. */
export function profileId(profile: string, region: string): string {
  if (/^[\w.-]{1,60}$/.test(profile)) return `profile-${profile}~${region}`;
  return `profile-${profile.replace(/[^\w.-]/g, '-').slice(0, 60)}~${digest(profile)}~${region}`;
}

/** Whether older versions may have given the profile this id: names that differ in other characters only shared one. */
export function isOlderProfileId(id: string, profile: string): boolean {
  const base = `profile-${profile.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, 100)}`;
  return id === base || (id.startsWith(`${base}-`) && /^\d+$/.test(id.slice(base.length + 1)));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
