import { createHash } from 'node:crypto';

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
  all(): readonly KnownAccount[];
  /** As the latest. */
  keep(known: KnownAccount): void;
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
  let known: readonly KnownAccount[] = [...memory.all()];

  function keep(entry: KnownAccount): KnownAccount {
    known = [...known.filter(({ id }) => id !== entry.id), entry];
    memory.keep(entry);
    return entry;
  }

  const ofTarget = (target: string) => known.filter((entry) => entry.target === target);

  function freeId({ base, target }: Target): string {
    return known.some(({ id }) => id === base) ? `${base}~${digest(target)}` : base;
  }

  function entryFor({ base, target }: Target, account: string, first: string): KnownAccount {
    const others = ofTarget(target);
    const id = others.length === 0 ? first : `${base}~${account}`;
    return others.find((entry) => entry.account === account) ?? { id, target, account };
  }

  return {
    /** Every connection of the target, the current one last. Before its account is known it has one without. */
    of(target: Target): readonly { readonly id: string; readonly account?: string }[] {
      const found = ofTarget(target.target);
      return found.length > 0 ? found : [{ id: freeId(target) }];
    },

    /** The target's credentials belong to this account now. */
    saw(target: Target, account: string): void {
      const entry = entryFor(target, account, freeId(target));
      if (ofTarget(target.target).at(-1) !== entry) keep(entry);
    },

    isKnown: (by: { readonly id: string } | Target, account: string): boolean =>
      known.some(
        (entry) => entry.account === account && ('id' in by ? entry.id === by.id : entry.target === by.target),
      ),

    /** The id of what an older version kept of the target. `isCurrent`: nothing else has a claim to its base id. */
    adopt(target: Target, account: string, isCurrent: boolean): string {
      const first = isCurrent ? freeId(target) : `${target.base}~${digest(target.target)}`;
      return keep(entryFor(target, account, first)).id;
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
