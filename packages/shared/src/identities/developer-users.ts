import { z } from 'zod';

import { identityId } from '../aws/ids.ts';
import { identity } from './identity.ts';

/**
 * What the developer's own server calls one of its users. It may be personal data: it stands in bodies of requests, never in
 * URLs or logs. https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_LookupDeveloperIdentity.html
 */
export const developerUserIdentifier = z
  .string()
  .min(1, 'Enter the developer user identifier.')
  .max(1024, 'A developer user identifier has at most 1,024 characters.')
  .refine((text) => text.isWellFormed(), 'A developer user identifier must be well-formed Unicode.');

/** By identity, by user, or both: AWS then answers only if they belong together. */
export const developerLookup = z
  .strictObject({
    IdentityId: identityId.optional(),
    DeveloperUserIdentifier: developerUserIdentifier.optional(),
    NextToken: z.string().min(1).max(8192).regex(/^\S+$/, 'A page token has no white space.').optional(),
    MaxResults: z.number().int().min(1).max(60).optional(),
  })
  .refine(
    ({ IdentityId, DeveloperUserIdentifier }) => IdentityId !== undefined || DeveloperUserIdentifier !== undefined,
    { path: ['DeveloperUserIdentifier'], message: 'Enter a developer user identifier or an identity ID.' },
  );
export type DeveloperLookup = z.infer<typeof developerLookup>;

/** All developer users of the identity, in pages, whichever way it was found. */
export const foundDeveloperUsers = z.object({
  IdentityId: identityId,
  DeveloperUserIdentifierList: z.array(z.string()),
  NextToken: z.string().optional(),
});
export type FoundDeveloperUsers = z.infer<typeof foundDeveloperUsers>;

export const mergeUsers = z.strictObject({
  /** Whose identity becomes disabled. */
  SourceUserIdentifier: developerUserIdentifier,
  /** Whose identity stays and gets all logins. */
  DestinationUserIdentifier: developerUserIdentifier,
});
export type MergeUsers = z.infer<typeof mergeUsers>;

const mergeSide = z.object({
  DeveloperUserIdentifier: z.string(),
  /** Absent: this pool has no such developer user. */
  found: z.object({ identity, DeveloperUserIdentifierList: z.array(z.string()) }).optional(),
});
export type MergeSide = z.infer<typeof mergeSide>;

/** Both sides of a merge as they are now; `mergeRefusals` says what stands against it. */
export const mergePreview = z.object({
  DeveloperProviderName: z.string(),
  source: mergeSide,
  destination: mergeSide,
});
export type MergePreview = z.infer<typeof mergePreview>;

export const mergeInput = mergeUsers.extend({
  /** The two identities that the person saw. */
  SourceIdentityId: identityId,
  DestinationIdentityId: identityId,
  /** The destination's user identifier, as the person typed it. */
  confirm: z.string().max(1024),
});
export type MergeInput = z.infer<typeof mergeInput>;

export const unlinkUser = z.strictObject({ IdentityId: identityId, DeveloperUserIdentifier: developerUserIdentifier });
export type UnlinkUser = z.infer<typeof unlinkUser>;

/** What an identity still has once the user is unlinked. With neither it can't be reached by anybody. */
export const unlinkPreview = z.object({
  DeveloperProviderName: z.string(),
  remainingProviders: z.array(z.string()),
  remainingUsers: z.number().int(),
});
export type UnlinkPreview = z.infer<typeof unlinkPreview>;

/** AWS: without any login left "the Cognito identity becomes inaccessible". */
export function leavesUnreachable({ remainingProviders, remainingUsers }: UnlinkPreview): boolean {
  return remainingProviders.length === 0 && remainingUsers === 0;
}

export const unlinkInput = unlinkUser.extend({
  /** What the person was told: the user is the identity's last login. */
  leavesUnreachable: z.boolean(),
});
export type UnlinkInput = z.infer<typeof unlinkInput>;
