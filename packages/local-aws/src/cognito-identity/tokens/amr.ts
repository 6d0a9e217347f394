import type { VerifiedLogin } from '../logins/login.ts';

/** How a guest has signed in. https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export const guestAmr: readonly string[] = ['unauthenticated'];

/** How a user has signed in: every provider presented, in the order of the call. */
export function userAmr(logins: readonly Pick<VerifiedLogin, 'amr'>[]): readonly string[] {
  return ['authenticated', ...new Set(logins.flatMap(({ amr }) => amr))];
}

/** What a developer's user adds to it. */
export function developerAmr(provider: string, poolId: string, userIdentifier: string): readonly string[] {
  return [provider, `${provider}:${poolId}:${userIdentifier}`];
}
