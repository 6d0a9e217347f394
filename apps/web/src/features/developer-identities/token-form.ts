import { developerUserIdentifier } from '@lifeguard/shared/identities/developer-users';
import {
  type CheckedTokenInput,
  maxTokenSeconds,
  type TokenEffect,
  tokenDuration,
  tokenTags,
} from '@lifeguard/shared/api/developer-tokens';
import { identityId } from '@lifeguard/shared/aws/ids';
import { z } from 'zod';
import { mapOf, type MapRow, mapRowProblems } from '#pool/map-rows.ts';
import { issuesOf, resolverOf } from '#ui/form/resolver.ts';

export interface TokenValues {
  DeveloperUserIdentifier: string;
  /** Empty: the identity of the user. */
  IdentityId: string;
  /** Seconds, as typed. */
  TokenDuration: string;
  tags: MapRow[];
}

export const emptyToken: TokenValues = {
  DeveloperUserIdentifier: '',
  IdentityId: '',
  TokenDuration: String(maxTokenSeconds),
  tags: [],
};

const fields = z.object({
  DeveloperUserIdentifier: developerUserIdentifier,
  IdentityId: z.literal('').or(identityId),
  TokenDuration: z.string().min(1, 'Enter a number of seconds.').transform(Number).pipe(tokenDuration),
});

export const tokenResolver = resolverOf<TokenValues>((values) => [
  ...issuesOf(fields, values).map(({ path, message }) => [path as keyof TokenValues, message] as const),
  ...mapRowProblems('tags', tokenTags, values.tags, 'tag'),
]);

/** The request that the form stands for; `effect` is what the person was told that it changes. */
export function tokenInputOf(values: TokenValues, effect: TokenEffect): CheckedTokenInput {
  return {
    DeveloperUserIdentifier: values.DeveloperUserIdentifier,
    ...(values.IdentityId === '' ? {} : { IdentityId: values.IdentityId }),
    TokenDuration: Number(values.TokenDuration),
    ...(values.tags.length === 0 ? {} : { PrincipalTags: mapOf(values.tags) }),
    effect,
  };
}
