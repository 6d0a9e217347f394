import { developerUserIdentifier } from '@lifeguard/shared/identities/developer-users';
import { z } from 'zod';

/** The two fields of a merge. */
export const mergeValues = z
  .object({ SourceUserIdentifier: developerUserIdentifier, DestinationUserIdentifier: developerUserIdentifier })
  .refine(({ SourceUserIdentifier, DestinationUserIdentifier }) => SourceUserIdentifier !== DestinationUserIdentifier, {
    path: ['DestinationUserIdentifier'],
    message: 'Both identifiers are the same. Enter two different users.',
  });
export type MergeValues = z.infer<typeof mergeValues>;
