import { z } from 'zod';

import { awsMap, enteredMap } from './map.ts';

/** How claims of one provider's users become tags of their sessions. `UseDefaults` goes without a map of its own. */
export const principalTagMap = z.strictObject({
  UseDefaults: z.boolean(),
  /** Tag to claim. */
  PrincipalTags: awsMap(z.string(), z.string(), 50),
});
export type PrincipalTagMap = z.infer<typeof principalTagMap>;

/** Key: the provider as this API spells it, a user pool without its client id. A provider that is not in it makes no tags. */
export const principalTagMaps = awsMap(z.string().min(1).max(128), principalTagMap, 1000);

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html */
export const enteredPrincipalTagMap = z.strictObject({
  UseDefaults: z.boolean(),
  PrincipalTags: enteredMap(
    z
      .string()
      .min(1, 'Enter the key of the tag.')
      .max(128, 'A tag key has at most 128 characters.')
      .refine((key) => !/^aws:/i.test(key), 'Keys that begin with aws: are reserved by AWS.'),
    z.string().min(1, 'Enter the claim.').max(256, 'A claim has at most 256 characters.'),
    50,
  ),
});
export const enteredPrincipalTagMaps = enteredMap(z.string().min(1).max(128), enteredPrincipalTagMap, 1000);

/** A map that makes tags, in the one form that versions are made of; undefined for one that makes none. */
export function activeTagMap(map: PrincipalTagMap): PrincipalTagMap | undefined {
  if (map.UseDefaults) return { UseDefaults: true, PrincipalTags: {} };
  return Object.keys(map.PrincipalTags).length === 0 ? undefined : map;
}
