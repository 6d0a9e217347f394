import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import { poolDocument, type PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { withoutSecrets } from '@lifeguard/shared/aws/login-secrets';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type DefaultValues, type FieldValues, type Resolver, useForm, useFormState } from 'react-hook-form';
import { z } from 'zod';
import { useConnection } from '#api/connection.tsx';
import { readStored, writeStored } from '#ui/stored.ts';
import { restoredEdit } from './draft.ts';
import { poolQueries } from '../queries.ts';
import { useEditReason } from '../use-pool.ts';
import type { PoolEdit } from './use-save.tsx';

interface PoolEditorOptions<V extends FieldValues> {
  latest: Pool;
  /** Tells this form's draft from those of other forms of the pool. */
  name: string;
  /** Shape of the values, to read a draft back. */
  shape: z.ZodType<V>;
  /** The form's values of a document. */
  valuesOf: (document: PoolDocument) => V;
  /** What the values change in the document they were made from. */
  changesOf: (document: PoolDocument, values: V) => PoolChanges;
  resolver: Resolver<V>;
  /** The values as a draft keeps them: without secrets. */
  draftOf?: (values: V) => V;
  /** After a save, when the form shows the new version. */
  onSaved?: () => void;
}

export type PoolEditor<V extends FieldValues> = ReturnType<typeof usePoolEditor<V>>;

/** Whether there are unsaved changes. For small components: the caller renders again with the first change. */
export function useIsDirty<V extends FieldValues>({ form }: Pick<PoolEditor<V>, 'form'>): boolean {
  return useFormState({ control: form.control }).isDirty;
}

/**
 * One form over a part of a pool. What the person began with stays the base of the edit, whatever comes from AWS meanwhile; without an edit the form
 * follows AWS. What was entered survives a reload of the page.
 */
export function usePoolEditor<V extends FieldValues>(options: PoolEditorOptions<V>) {
  const { latest, name, shape, valuesOf, changesOf, resolver, draftOf, onSaved } = options;
  const connection = useConnection();
  const queryClient = useQueryClient();
  const { IdentityPoolId } = latest.document;
  const draftKey = `lifeguard.draft.${connection.id}.${IdentityPoolId}.${name}`;
  const [restored, setRestored] = useState(() => {
    const draft = readDraft(draftKey, shape);
    return draft && restoredEdit(draft, latest, valuesOf);
  });
  const [base, setBase] = useState<Pool>(restored?.base ?? latest);
  const isRestored = restored?.values !== undefined;
  const hasLostSecret = restored?.hasLeftOut === true;
  const [edit, setEdit] = useState<PoolEdit>();
  const form = useForm<V>({
    defaultValues: valuesOf(base.document) as DefaultValues<V>,
    resolver,
    // Validated at the review, then on change. Not on blur: an error that appears then would move the button that is being clicked.
    mode: 'onSubmit',
    // The values of a draft are an edit of the document that it was made from.
    ...(restored?.values === undefined ? {} : { values: restored.values, resetOptions: { keepDefaultValues: true } }),
  });

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          const kept = draftOf?.(values) ?? values;
          writeStored(sessionStorage, draftKey, {
            document: withoutSecrets(base.document),
            etag: base.etag,
            values: kept,
            hasLeftOut: hasLostSecret || JSON.stringify(kept) !== JSON.stringify(values),
          });
        },
      }),
    [base, draftKey, draftOf, form, hasLostSecret],
  );

  function startFrom(pool: Pool) {
    setBase(pool);
    setRestored(undefined);
    form.reset(valuesOf(pool.document));
    forgetDraft();
  }

  function forgetDraft() {
    sessionStorage.removeItem(draftKey);
  }

  function stop() {
    setEdit(undefined);
  }

  const detailKey = poolQueries.detail(connection.id, IdentityPoolId).queryKey;

  /** The form shows what AWS has, and nothing of the edit. */
  const showLatest = () => {
    startFrom(queryClient.getQueryData(detailKey) ?? latest);
    stop();
  };

  const handleSaved = () => {
    showLatest();
    onSaved?.();
  };

  return {
    form,
    base,
    isOutdated: base.etag !== latest.etag,
    isRestored,
    /** The draft came back without a secret that had been typed. */
    hasLostSecret,
    editReason: useEditReason(latest),
    edit,
    stop,
    forgetDraft,
    handleSaved,
    handleUseTheirs: showLatest,
    /** Opens the review of what was entered. */
    review: (values: V) => setEdit({ base, changes: changesOf(base.document, values) }),
    /** Opens the review of a change that is not made in the form. */
    reviewChanges: (changes: PoolChanges) => setEdit({ base, changes }),
    discard: () => startFrom(latest),
  };
}

function readDraft<V extends FieldValues>(key: string, shape: z.ZodType<V>) {
  const stored = z.object({ document: poolDocument, etag: z.string(), values: shape, hasLeftOut: z.boolean() });
  return readStored(sessionStorage, key, stored);
}
