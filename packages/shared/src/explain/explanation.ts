import { z } from 'zod';

/** The pages of the console on which a cause can be mended. */
export const fixPage = z.enum(['providers', 'roles', 'role-mappings', 'attributes', 'properties', 'identities']);
export type FixPage = z.infer<typeof fixPage>;

/**
 * What became of checking one cause. `cause`: the settings, the token or AWS's own words show it. `not-cause`: they rule
 * it out. `unknown`: it can't be told from here.
 */
export const causeVerdict = z.enum(['cause', 'not-cause', 'unknown']);
export type CauseVerdict = z.infer<typeof causeVerdict>;

/** One cause that a message can have, checked against what is known. All texts are sentences for people. */
export const explainedCause = z.object({
  /** Tells it from the other causes of the same message. */
  id: z.string(),
  title: z.string(),
  verdict: causeVerdict,
  /** What was found, with the values. */
  evidence: z.string(),
  /** What to do where it is the cause. */
  fix: z.string(),
  /** The page that mends it; `key` names a provider, a role mapping or an identity on it. */
  target: z.object({ page: fixPage, key: z.string().optional() }).optional(),
  /** A trust policy that mends it, as JSON text. `current` is absent where the role does not exist. */
  policy: z.object({ roleArn: z.string(), current: z.string().optional(), proposed: z.string() }).optional(),
});
export type ExplainedCause = z.infer<typeof explainedCause>;

/** What a message of AWS means for one pool. */
export const explanation = z.object({
  /** The message of the catalogue that was recognised; absent for one that is not in it. */
  messageId: z.string().optional(),
  /** AWS's name of the error, where it was given or stands in the message. */
  code: z.string().optional(),
  meaning: z.string(),
  /** Causes first, then what can't be told, then what it is not. */
  causes: z.array(explainedCause),
});
export type Explanation = z.infer<typeof explanation>;
