import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { withoutSecrets, withSecretsOf } from '@lifeguard/shared/aws/login-secrets';
import { sameValue } from '@lifeguard/shared/pool/canonical';

/** What a form keeps over a reload: nothing of it is a secret. See docs/decisions/009. */
export interface EditDraft<V> {
  /** The version that the values are an edit of. */
  readonly document: PoolDocument;
  readonly etag: string;
  readonly values: V;
  /** A secret was typed, which is not in the values. */
  readonly hasLeftOut: boolean;
}

export interface RestoredEdit<V> {
  readonly base: Pool;
  /** Absent where nothing but a secret was typed. */
  readonly values?: V;
  readonly hasLeftOut: boolean;
}

/**
 * The edit that a draft stands for, now that AWS has `latest`. Undefined where nothing was changed in it, so that nobody takes an old version for
 * the pool as it is, and where a secret that belongs to its document can't be known any more.
 */
export function restoredEdit<V>(
  draft: EditDraft<V>,
  latest: Pool,
  valuesOf: (document: PoolDocument) => V,
): RestoredEdit<V> | undefined {
  const { values, hasLeftOut } = draft;
  const document = withSecretsOf(draft.document, latest.document);
  if (document === undefined) return undefined;
  if (sameValue(values, valuesOf(document))) return hasLeftOut ? { base: latest, hasLeftOut } : undefined;
  // Where only a secret differs, the secrets are those of AWS already, and the draft's version is none that AWS had.
  const isLatest = sameValue(withoutSecrets(document), withoutSecrets(latest.document));
  return { base: isLatest ? latest : { ...latest, document, etag: draft.etag }, values, hasLeftOut };
}
