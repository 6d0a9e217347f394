import { z } from 'zod';

const message = 'This key has a special meaning in JavaScript and is refused, so that it cannot get lost on the way.';

/** zod's record silently drops a `__proto__` key, which would lose a tag or a provider: say no instead. */
function refuseKeys(isRefused: (key: string) => boolean) {
  return z.unknown().superRefine((value, context) => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      if (isRefused(key)) context.addIssue({ code: 'custom', path: [key], message });
    }
  });
}

function tooMany(max: number) {
  return `At most ${max} entries.`;
}

/** A map as AWS sends it: string keys, at most `max` entries. A `__proto__` key is refused. */
export function awsMap<K extends z.ZodType<string, string>, V extends z.ZodType>(key: K, value: V, max: number) {
  return refuseKeys((name) => name === '__proto__').pipe(
    z.record(key, value).refine((map) => Object.keys(map).length <= max, tooMany(max)),
  );
}

/** A map as a person enters it: also refuses the other names that every JavaScript object has (`constructor`, …). */
export function enteredMap<K extends z.ZodType<string, string>, V extends z.ZodType>(key: K, value: V, max: number) {
  return refuseKeys((name) => name in Object.prototype).pipe(
    z.record(key, value).refine((map) => Object.keys(map).length <= max, tooMany(max)),
  );
}
