/** `123456789012` of `arn:aws:iam::123456789012:role/name`; empty where there is none. */
export function accountOfArn(arn: string): string {
  return arn.split(':')[4] ?? '';
}

/** `name` of `arn:aws:iam::123456789012:role/path/name`. */
export function roleNameOfArn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
