import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { PoolEditForm } from '#pool/edit/form.tsx';
import { GapAlert } from '#pool/gap-alert.tsx';
import { usePool } from '#pool/use-pool.ts';
import { usePoolEditor } from '#pool/edit/use-editor.ts';
import { AppLink } from '#ui/app-link.tsx';
import { useUserPoolNames } from '#pool/user-pool-names.ts';
import { taggedProvidersOf } from './providers.ts';
import { attributesOf, attributesResolver, attributesValues, changesOf } from './form.ts';
import { PreviewBox } from './preview-box.tsx';
import { ProviderSection } from './provider-section.tsx';
import { TagSessionCheck, TagSessionWarning } from './tag-session-check.tsx';

/** Attributes for access control: which claims become tags, provider by provider. */
export function Component() {
  const { data: pool } = usePool();
  // The frame around the tabs shows loading and errors.
  if (pool === undefined) return null;
  if (pool.unreadableMembers.includes('PrincipalTagAttributeMaps')) {
    return <GapAlert of="attributes" />;
  }
  if (taggedProvidersOf(pool.document).length === 0) return <NoProviders pool={pool} />;
  return <AttributesForm latest={pool} />;
}

function AttributesForm({ latest }: { latest: Pool }) {
  const editor = usePoolEditor({
    latest,
    name: 'attributes',
    shape: attributesValues,
    valuesOf: attributesOf,
    changesOf,
    resolver: attributesResolver,
  });
  const { document } = editor.base;
  const { control } = editor.form;
  const userPoolNames = useUserPoolNames();
  const providers = taggedProvidersOf(document, userPoolNames);
  return (
    <PoolEditForm editor={editor} consequences={consequences}>
      {providers.map((provider, index) => (
        <ProviderSection
          key={provider.name}
          control={control}
          index={index}
          provider={provider}
          disabledReason={editor.editReason}
        />
      ))}
      <PreviewBox control={control} providers={providers} />
      <TagSessionCheck document={document} />
    </PoolEditForm>
  );
}

function consequences(changes: PoolChanges) {
  return <TagSessionWarning changes={changes} />;
}

function NoProviders({ pool }: { pool: Pool }) {
  const { id } = useConnection();
  const { IdentityPoolId, DeveloperProviderName } = pool.document;
  return (
    <Container header={<Header variant="h2">Attributes for access control</Header>}>
      This pool has no provider whose claims could become tags.{' '}
      {DeveloperProviderName !== undefined &&
        'Tags of developer identities are given by your server, as PrincipalTags of GetOpenIdTokenForDeveloperIdentity. '}
      <AppLink href={paths.poolProviderAdd(id, IdentityPoolId)}>Add a provider</AppLink> first.
    </Container>
  );
}
