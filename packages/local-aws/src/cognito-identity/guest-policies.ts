import { guestActions } from '@lifeguard/shared/policy/guest-actions';

/** The session policies of a guest of the enhanced flow, as JSON texts. */
export const guestSessionPolicies: readonly string[] = [guestActions.inline, guestActions.managed].map((Action) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }),
);
