import {
  defaultPrincipalTags,
  maxPrincipalTagBytes,
  principalTagBytes,
  type ProviderFamily,
  resolvePrincipalTags,
} from '@lifeguard/shared/roles/tag-resolution';
import type { PrincipalTagMap } from '@lifeguard/shared/aws/principal-tags';
import { type Claims, ownValue } from '@lifeguard/shared/roles/resolution';

/** One tag that a map could set. */
export interface PreviewTag {
  readonly tag: string;
  readonly claim: string;
  /** Absent where the tag is left out; then `reason` says why. */
  readonly value?: string;
  readonly reason?: string;
}

/** What the map of one provider makes of the claims of one user. */
export interface TagPreview {
  readonly tags: readonly PreviewTag[];
  /** UTF-8 bytes of all keys and values. */
  readonly bytes: number;
  readonly isTooMuch: boolean;
}

export function previewTags(map: PrincipalTagMap, family: ProviderFamily, claims: Claims): TagPreview {
  const resolved = new Map(Object.entries(resolvePrincipalTags(map, family, claims)));
  const claimByTag = map.UseDefaults ? defaultPrincipalTags(family) : map.PrincipalTags;
  const bytes = principalTagBytes(Object.fromEntries(resolved));
  return {
    tags: Object.entries(claimByTag).map(([tag, claim]): PreviewTag => {
      const value = resolved.get(tag);
      return value === undefined ? { tag, claim, reason: reasonOf(claims, claim) } : { tag, claim, value };
    }),
    bytes,
    isTooMuch: bytes > maxPrincipalTagBytes,
  };
}

/** Whether a token with these claims comes from a provider, as far as its issuer shows. */
export function isIssuedBy(claims: Claims, provider: string, family: ProviderFamily): boolean {
  const issuer = ownValue(claims, 'iss');
  if (typeof issuer !== 'string') return false;
  const host = issuer.replace(/^https:\/\//, '').replace(/\/$/, '');
  return family === 'oidc' && provider.startsWith('arn:')
    ? provider.slice(provider.indexOf('/') + 1) === host
    : provider === host;
}

function reasonOf(claims: Claims, claim: string): string {
  const value = ownValue(claims, claim);
  if (value === undefined) return 'The claim is missing';
  if (Array.isArray(value)) return `The claim is a list of ${value.length}`;
  return value === null ? 'The claim is null' : 'The claim is not a single value';
}
