import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import type { TableProps } from '@cloudscape-design/components/table';
import type { Identity } from '@lifeguard/shared/identities/identity';
import { loginText } from '#pool/provider-words.ts';
import { CopyId } from '#ui/copy-id.tsx';
import { Timestamp } from '#ui/timestamp.tsx';

export function identityColumns(
  onOpen: (identityId: string) => void,
  userPoolNames: ReadonlyMap<string, string>,
): TableProps.ColumnDefinition<Identity>[] {
  return [
    {
      id: 'id',
      header: 'Identity ID',
      isRowHeader: true,
      minWidth: 203,
      cell: ({ IdentityId }) => (
        <CopyId value={IdentityId} label={IdentityId}>
          {/* Without an address it is a button: it opens the panel on the same page. */}
          <Link onFollow={() => onOpen(IdentityId)} ariaLabel={`Show ${IdentityId}`}>
            {IdentityId}
          </Link>
        </CopyId>
      ),
    },
    { id: 'kind', header: 'Kind', minWidth: 85, cell: (identity) => <IdentityKind identity={identity} /> },
    {
      id: 'logins',
      header: 'Linked logins',
      minWidth: 125,
      cell: ({ Logins }) =>
        Logins.length === 0 ? (
          <Box color="text-status-inactive">None</Box>
        ) : (
          Logins.map((login) => <div key={login}>{loginText(login, userPoolNames)}</div>)
        ),
    },
    { id: 'created', header: 'Created', minWidth: 115, cell: ({ CreationDate }) => <Timestamp iso={CreationDate} /> },
    {
      id: 'modified',
      header: 'Modified',
      minWidth: 115,
      cell: ({ LastModifiedDate }) => <Timestamp iso={LastModifiedDate} />,
    },
  ];
}

/** A guest is whoever has no login: most never signed in, of some the logins were unlinked or went elsewhere in a merge. */
export function IdentityKind({ identity }: { identity: Identity }) {
  return identity.Logins.length === 0 ? <Badge>Guest</Badge> : <Badge color="green">Linked</Badge>;
}
