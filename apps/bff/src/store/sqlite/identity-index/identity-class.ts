/**
 * The class of an identity is its set of logins (an integer key, times four), whether it is disabled (two), and whether
 * the latest scan saw it for the first time (one). A pool has few classes, however many identities it has.
 */
export interface IdentityClass {
  readonly loginSet: number;
  readonly isDisabled: boolean;
  readonly isNew: boolean;
}

export function readClass(value: number): IdentityClass {
  return {
    loginSet: Math.floor(value / 4),
    isDisabled: Math.floor(value / 2) % 2 === 1,
    isNew: value % 2 === 1,
  };
}

/** As SQL, from the three of them as SQL. */
export function classSql(loginSet: string, isDisabled: string, isNew: string): string {
  return `${loginSet} * 4 + (${isDisabled}) * 2 + (${isNew})`;
}

/** Of a set of logins: known before, and new. */
export function disabledClasses(loginSet: number): [number, number] {
  return [loginSet * 4 + 2, loginSet * 4 + 3];
}
