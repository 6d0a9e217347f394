import type { MergePreview, MergeSide } from './developer-users.ts';

/** Linked logins of one identity. https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html */
export const maxLinkedLogins = 20;

/** Why AWS would refuse a merge, or why it would do nothing. */
export type MergeRefusal =
  | { readonly code: 'same_user' }
  | { readonly code: 'unknown_user'; readonly side: 'source' | 'destination' }
  | { readonly code: 'same_identity' }
  | { readonly code: 'same_provider'; readonly providers: readonly string[] }
  | { readonly code: 'too_many_logins'; readonly count: number };

/** Everything known before the call that stands against a merge; none: it can be sent. */
export function mergeRefusals(preview: MergePreview): MergeRefusal[] {
  const { source, destination } = preview;
  if (source.DeveloperUserIdentifier === destination.DeveloperUserIdentifier) return [{ code: 'same_user' }];
  if (source.found === undefined || destination.found === undefined) {
    return (['source', 'destination'] as const).flatMap((side) =>
      preview[side].found === undefined ? [{ code: 'unknown_user' as const, side }] : [],
    );
  }
  if (source.found.identity.IdentityId === destination.found.identity.IdentityId) return [{ code: 'same_identity' }];
  // A login belongs to one identity only: the same provider on both sides is two users of it.
  const taken = new Set(publicProviders(preview, destination));
  const providers = publicProviders(preview, source).filter((provider) => taken.has(provider));
  const count = linkedLogins(preview, source) + linkedLogins(preview, destination);
  return [
    ...(providers.length === 0 ? [] : [{ code: 'same_provider' as const, providers }]),
    ...(count > maxLinkedLogins ? [{ code: 'too_many_logins' as const, count }] : []),
  ];
}

/** A refusal in a sentence or two, with what to do. */
export function mergeRefusalText(refusal: MergeRefusal): string {
  switch (refusal.code) {
    case 'same_user':
      return 'Both identifiers are the same. Enter two different users.';
    case 'unknown_user':
      return `This pool has no developer user with the identifier of the ${refusal.side}. Upper and lower case count. Check it, and that this is the right pool.`;
    case 'same_identity':
      return 'Both users belong to the same identity already, so there is nothing to merge.';
    case 'same_provider':
      return `Both identities have a login of ${refusal.providers.join(' and ')}, each of another user. AWS does not put two users of one provider into one identity. Only these users themselves can unlink such a login, with their own tokens.`;
    case 'too_many_logins':
      return `Together they would have ${refusal.count} linked logins, and AWS allows ${maxLinkedLogins} per identity. Unlink some first.`;
  }
}

/** Providers other than the developer's that a side is linked to. */
export function publicProviders({ DeveloperProviderName }: MergePreview, { found }: MergeSide): string[] {
  return (found?.identity.Logins ?? []).filter((login) => login !== DeveloperProviderName);
}

function linkedLogins(preview: MergePreview, side: MergeSide): number {
  return publicProviders(preview, side).length + (side.found?.DeveloperUserIdentifierList.length ?? 0);
}
