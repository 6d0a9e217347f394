import Alert from '@cloudscape-design/components/alert';
import { findEntry } from '@lifeguard/shared/pool/provider-entry';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Pool } from '@lifeguard/shared/api/pools';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { usePool } from '#pool/use-pool.ts';
import { type PoolEditor, useIsDirty } from '#pool/edit/use-editor.ts';
import { AppLink } from '#ui/app-link.tsx';
import type { ProviderFormValues } from './form.ts';
import { ProviderForm } from './form-view.tsx';

/** Edits the provider that the URL names. */
export function Component() {
  const { data: pool } = usePool();
  const { provider = '' } = useParams();
  // The frame around the tabs shows loading and errors.
  return pool && <EditProvider key={provider} latest={pool} providerKey={provider} />;
}

function EditProvider({ latest, providerKey }: { latest: Pool; providerKey: string }) {
  // A save may give the provider another key: then the form is on its way to the list.
  const [wasThere] = useState(() => findEntry(latest.document, providerKey) !== undefined);
  if (!wasThere) return <NoSuchProvider latest={latest} providerKey={providerKey} />;
  return (
    <ProviderForm latest={latest} providerKey={providerKey}>
      {(editor) => <IfRemoved latest={latest} providerKey={providerKey} editor={editor} />}
    </ProviderForm>
  );
}

interface IfRemovedProps {
  latest: Pool;
  providerKey: string;
  editor: PoolEditor<ProviderFormValues>;
}

function IfRemoved({ latest, providerKey, editor }: IfRemovedProps) {
  const isDirty = useIsDirty(editor);
  if (findEntry(latest.document, providerKey) !== undefined) return null;
  if (!isDirty) return <NoSuchProvider latest={latest} providerKey={providerKey} />;
  return <Alert type="warning">Somebody removed this provider meanwhile. Saving adds it again.</Alert>;
}

function NoSuchProvider({ latest, providerKey }: { latest: Pool; providerKey: string }) {
  const { id } = useConnection();
  return (
    <Alert type="info" header="The pool has no such provider">
      {providerKey} is not a provider of {latest.document.IdentityPoolName}. It may have been removed, or its key may
      have changed. See the{' '}
      <AppLink href={paths.poolProviders(id, latest.document.IdentityPoolId)}>providers of the pool</AppLink>.
    </Alert>
  );
}
