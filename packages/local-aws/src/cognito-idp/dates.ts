export interface Dates {
  readonly CreationDate: number;
  readonly LastModifiedDate: number;
}

/** The dates of something that is never changed, as the JSON protocol has them: seconds with three decimals. */
export function unchangedSince(milliseconds: number): Dates {
  const seconds = milliseconds / 1000;
  return { CreationDate: seconds, LastModifiedDate: seconds };
}
