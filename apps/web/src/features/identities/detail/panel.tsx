import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import SplitPanel from '@cloudscape-design/components/split-panel';
import type { Identity } from '@lifeguard/shared/identities/identity';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { useConnection } from '#api/connection.tsx';
import { identityParam, paths } from '#paths.ts';
import { loginText } from '#pool/provider-words.ts';
import { useUserPoolNames } from '#pool/user-pool-names.ts';
import { AppLink } from '#ui/app-link.tsx';
import { CopyId } from '#ui/copy-id.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { LongText } from '#ui/long-text.tsx';
import { Timestamp } from '#ui/timestamp.tsx';
import { IdentityKind } from '../columns.tsx';
import { identityQueries } from '../queries.ts';

/** The identity that the URL names, beside or below the table. */
export function IdentityPanel() {
  const { id } = useConnection();
  const { poolId = '' } = useParams();
  const [search] = useSearchParams();
  const identityId = search.get(identityParam) ?? '';
  const { data, error, refetch } = useQuery(identityQueries.detail(id, poolId, identityId));
  return (
    <SplitPanel header="Identity" closeBehavior="hide">
      {data && <IdentityDetail identity={data} />}
      {error && data === undefined && (
        <ErrorAlert error={error} header="The identity could not be loaded" onRetry={() => void refetch()} />
      )}
      {!data && !error && <Spinner size="large" />}
    </SplitPanel>
  );
}

function IdentityDetail({ identity }: { identity: Identity }) {
  const { id } = useConnection();
  const { poolId = '' } = useParams();
  const userPoolNames = useUserPoolNames();
  const { IdentityId, Logins, CreationDate, LastModifiedDate } = identity;
  return (
    <SpaceBetween size="l">
      <KeyValuePairs
        columns={2}
        minColumnWidth={200}
        items={[
          { label: 'Identity ID', value: <CopyId value={IdentityId} label="Identity ID" wrap /> },
          { label: 'Kind', value: <IdentityKind identity={identity} /> },
          { label: 'Created', value: <Timestamp iso={CreationDate} withUtc /> },
          { label: 'Modified', value: <Timestamp iso={LastModifiedDate} withUtc /> },
        ]}
      />
      <AppLink href={paths.identityPage(id, poolId, IdentityId)}>Open the page of this identity</AppLink>
      <div>
        <Box variant="h3">Linked logins</Box>
        {Logins.length === 0 ? (
          <Box variant="p">None: a guest, or a user whose logins were unlinked or went to another identity.</Box>
        ) : (
          <>
            <ul>
              {[...new Set(Logins)].map((login) => (
                <li key={login}>
                  <LongText>{loginText(login, userPoolNames)}</LongText>
                </li>
              ))}
            </ul>
            <Box variant="small">AWS names the providers, never the user&apos;s ID there.</Box>
          </>
        )}
      </div>
    </SpaceBetween>
  );
}
