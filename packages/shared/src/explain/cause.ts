import type { AccessFacts } from './facts.ts';
import type { RecognisedError } from './recognition.ts';
import type { MessageId } from './catalogue.ts';
import type { CauseVerdict, ExplainedCause, FixPage } from './explanation.ts';
import { type Claims, ownValue, scalarText } from '../roles/resolution.ts';

/** The causes of one message, each checked; in the order in which they are likely. Never throws. */
export type Explainer = (facts: AccessFacts, error: RecognisedError) => ExplainedCause[];

/** The explainers of the messages of one subject. */
export type Explainers = Readonly<Partial<Record<MessageId, Explainer>>>;

interface CauseText {
  readonly id: string;
  readonly title: string;
  readonly fix: string;
  readonly page?: FixPage;
  readonly key?: string | undefined;
  readonly policy?: ExplainedCause['policy'] | undefined;
}

export function causeOf(text: CauseText, [verdict, evidence]: Finding): ExplainedCause {
  const { id, title, fix, page, key, policy } = text;
  return {
    id,
    title,
    verdict,
    evidence,
    fix,
    ...(page === undefined ? {} : { target: { page, ...(key === undefined ? {} : { key }) } }),
    ...(policy === undefined ? {} : { policy }),
  };
}

/** What checking gave: the verdict, and the sentence with the values. */
export type Finding = readonly [CauseVerdict, string];

export function yes(evidence: string): Finding {
  return ['cause', evidence];
}

export function no(evidence: string): Finding {
  return ['not-cause', evidence];
}

export function open(reason: string): Finding {
  return ['unknown', reason];
}

/** `yes` or `no`, each with its sentence. */
export function either(isCause: boolean, evidence: string, otherwise: string): Finding {
  return isCause ? yes(evidence) : no(otherwise);
}

/** Names for a sentence; at most ten of them. */
export function listText(values: readonly string[], none = 'none'): string {
  if (values.length === 0) return none;
  const shown = values.slice(0, 10).map((value) => shortText(value));
  return values.length > 10 ? `${shown.join(', ')} and ${values.length - 10} more` : shown.join(', ');
}

/** A value as it can stand in a sentence. */
export function shortText(value: string, longest = 160): string {
  return value.length > longest ? `${value.slice(0, longest)}…` : value;
}

/** `2026-03-01 12:00:00 UTC`; of a time that no calendar has, its number. */
export function timeText(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : `${date.toISOString().replace('T', ' ').slice(0, 19)} UTC`;
}

/** `35 minutes` */
export function durationText(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const;
  const [word, size] = units.find(([, length]) => seconds >= length) ?? (['second', 1] as const);
  const count = Math.floor(seconds / size);
  return `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`;
}

/** The value of a claim as it can stand in a sentence. */
export function claimText(claims: Claims, name: string): string {
  const value: unknown = ownValue(claims, name);
  if (value === undefined) return 'nothing';
  return shortText(scalarText(value) ?? JSON.stringify(value));
}
