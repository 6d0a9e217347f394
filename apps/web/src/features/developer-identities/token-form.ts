import { developerUserIdentifier } from '@lifeguard/shared/identities/developer-users';
import {
  type CheckedTokenInput,
  maxTokenSeconds,
  type TokenEffect,
  tokenDuration,
  tokenTags,
} from '@lifeguard/shared/api/developer-tokens';
import { identityId } from '@lifeguard/shared/aws/ids';
import { type FieldErrors, type Resolver, set } from 'react-hook-form';
import { z } from 'zod';
import { mapOf, type MapRow, mapRowErrors } from '#pool/map-rows.ts';

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

export const tokenResolver: Resolver<TokenValues> = (values) => {
  const errors: FieldErrors<TokenValues> = {};
  const put = (path: string, message: string) => set(errors, path, { type: 'validate', message });
  for (const issue of fields.safeParse(values).error?.issues ?? []) put(issue.path.join('.'), messageOf(issue));
  for (const { index, part, message } of mapRowErrors(tokenTags, values.tags, 'tag'))
    put(`tags.${index}.${part}`, message);
  return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors };
};

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

/** Of a union, what the branch that was meant says. */
function messageOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_union' ? (issue.errors.at(-1)?.[0]?.message ?? issue.message) : issue.message;
}
