import type { IamRole } from '@lifeguard/shared/api/iam-roles';

/** `123456789012` of `arn:aws:iam::123456789012:role/name`; empty where there is none. */
export function accountOfArn(arn: string): string {
  return arn.split(':')[4] ?? '';
}

/** `name` of `arn:aws:iam::123456789012:role/path/name`. */
export function roleNameOfArn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** The role that somebody means by `name`, `path/name` or `role/name`; IAM has each name once, in any letter case. */
export function roleOfName(roles: readonly IamRole[], entered: string): IamRole | undefined {
  const text = entered
    .trim()
    .replace(/^role\//, '')
    .toLowerCase();
  if (text === '' || text.startsWith('arn:')) return undefined;
  return roles.find(
    ({ Arn, RoleName }) => text === RoleName.toLowerCase() || Arn.toLowerCase().endsWith(`:role/${text}`),
  );
}
