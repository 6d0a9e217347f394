import Alert from '@cloudscape-design/components/alert';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { developerProviderKey } from '@lifeguard/shared/pool/provider-entry';
import { zodResolver } from '@hookform/resolvers/zod';
import { useRef } from 'react';
import { useForm } from 'react-hook-form';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { usePool } from '#pool/use-pool.ts';
import { AppLink } from '#ui/app-link.tsx';
import { IssueToken } from './issue-token.tsx';
import { LookUp } from './look-up.tsx';
import { Merge } from './merge.tsx';
import { type MergeValues, mergeValues } from './merge-values.ts';

/** The users of a pool's developer provider: look up, unlink, merge, issue a token. */
export function Component() {
  const { id } = useConnection();
  const { data: pool } = usePool();
  const mergePlace = useRef<HTMLDivElement>(null);
  const merge = useForm<MergeValues>({
    defaultValues: { SourceUserIdentifier: '', DestinationUserIdentifier: '' },
    resolver: zodResolver(mergeValues),
    mode: 'onTouched',
  });
  // The frame around the tabs shows loading and errors.
  if (pool === undefined) return null;
  const { IdentityPoolId, DeveloperProviderName } = pool.document;
  if (DeveloperProviderName === undefined) return <NoDeveloperProvider poolId={IdentityPoolId} />;

  function handleUse(name: keyof MergeValues, user: string) {
    merge.setValue(name, user, { shouldValidate: true });
    mergePlace.current?.scrollIntoView({ block: 'nearest' });
  }

  return (
    <SpaceBetween size="l">
      <Header
        variant="h2"
        description={
          <>
            Users whom your own server signs in, under the developer provider{' '}
            <AppLink href={paths.poolProvider(id, IdentityPoolId, developerProviderKey)}>
              {DeveloperProviderName}
            </AppLink>
            . <AppLink href={paths.poolIdentities(id, IdentityPoolId)}>All identities</AppLink>
          </>
        }
      >
        Developer users
      </Header>
      <LookUp poolId={IdentityPoolId} onUse={handleUse} />
      <div ref={mergePlace}>
        <Merge poolId={IdentityPoolId} form={merge} />
      </div>
      <IssueToken poolId={IdentityPoolId} />
    </SpaceBetween>
  );
}

function NoDeveloperProvider({ poolId }: { poolId: string }) {
  const { id } = useConnection();
  return (
    <Alert type="info" header="This pool has no developer provider, so it has no developer users">
      With a developer provider your own server can vouch for its users: it signs them in by its own means and asks AWS
      for a token in their name. Give the pool a developer provider under{' '}
      <AppLink href={paths.poolProviderAdd(id, poolId)}>Add provider</AppLink>. Its name can never be changed or removed
      afterwards.
    </Alert>
  );
}
