import { describe, expect, it } from 'vitest';

import type { MergePreview, MergeSide } from './developer-users.ts';
import { mergeRefusals, mergeRefusalText } from './developer-merge.ts';

const provider = 'login.example';

function side(user: string, identity: number, logins: readonly string[] = [], users = 1): MergeSide {
  return {
    DeveloperUserIdentifier: user,
    found: {
      identity: {
        IdentityId: `us-east-1:00000000-0000-0000-0000-00000000000${identity}`,
        Logins: [provider, ...logins],
      },
      DeveloperUserIdentifierList: Array.from({ length: users }, (_, index) => `${user}-${index}`),
    },
  };
}

const preview = (source: MergeSide, destination: MergeSide): MergePreview => ({
  DeveloperProviderName: provider,
  source,
  destination,
});
const google = 'accounts.google.com';
const facebook = 'graph.facebook.com';
const nobody: MergeSide = { DeveloperUserIdentifier: 'nobody' };

describe('what stands against a merge', () => {
  it.each([
    ['nothing', side('a', 1), side('b', 2), []],
    ['nothing where the providers differ', side('a', 1, [google]), side('b', 2, [facebook]), []],
    ['nothing with exactly 20 logins', side('a', 1, [google], 9), side('b', 2, [], 10), []],
    ['the same user', side('a', 1), side('a', 1), ['same_user']],
    ['the same identity', side('a', 1), side('b', 1, [google]), ['same_identity']],
    ['an unknown source', nobody, side('b', 2), ['unknown_user']],
    ['two unknown users', nobody, { DeveloperUserIdentifier: 'either' }, ['unknown_user', 'unknown_user']],
    ['two users of one provider', side('a', 1, [google]), side('b', 2, [google, facebook]), ['same_provider']],
    ['21 logins', side('a', 1, [google], 10), side('b', 2, [], 10), ['too_many_logins']],
    ['both', side('a', 1, [google], 10), side('b', 2, [google], 10), ['same_provider', 'too_many_logins']],
  ])('%s', (_, source, destination, codes) => {
    const refusals = mergeRefusals(preview(source, destination));
    expect(refusals.map(({ code }) => code)).toEqual(codes);
    for (const refusal of refusals) expect(mergeRefusalText(refusal)).toMatch(/^[A-Z].*\.$/);
  });
});
