/** The members that say something: AWS keeps no empty lists and structures. */
export function givenOnly<T extends object>(members: { [K in keyof T]?: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => !isNothing(value))) as Partial<T>;
}

function isNothing(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}
