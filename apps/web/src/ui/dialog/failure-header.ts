import { hasCode, hasUnknownOutcome } from '#api/api-error.ts';

/** A write as if it were done: "the pool was deleted". */
export type What = `${string} ${'was' | 'were'} ${string}`;

/** What became of a write that failed, as the header of its error: "The pool was not deleted". */
export function failureHeader(error: Error, what: What): string {
  const [subject = '', verb = '', done = ''] = what.split(/ (was|were) (.*)$/);
  const isUnknown = hasUnknownOutcome(error);
  if (hasCode(error, 'applied_in_part')) {
    return isUnknown
      ? `A part of ${subject} was ${done}; of the rest it is not known`
      : `Only a part of ${subject} was ${done}`;
  }
  if (isUnknown) return `It is not known whether ${what}`;
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)} ${verb} not ${done}`;
}
