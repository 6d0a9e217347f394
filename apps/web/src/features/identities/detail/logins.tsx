import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Identity } from '@lifeguard/shared/identities/identity';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { useUserPoolNames } from '#pool/user-pool-names.ts';
import { LongText } from '#ui/long-text.tsx';
import { StatusText } from '#ui/status-text.tsx';
import { loginWords } from '../login-words.ts';

/** The logins of an identity, each with what it means in this pool. */
export function IdentityLogins({ identity, pool }: { identity: Identity; pool: PoolDocument }) {
  const userPoolNames = useUserPoolNames();
  // One entry for each user of the developer provider; they are listed by name below.
  const logins = [...new Set(identity.Logins)];
  return (
    <Table
      header={
        <Header
          variant="h2"
          counter={`(${logins.length})`}
          description="AWS names the providers, never the user's ID there."
        >
          Linked logins
        </Header>
      }
      columnDefinitions={columnsFor(pool, userPoolNames)}
      items={logins}
      wrapLines
      ariaLabels={{ tableLabel: 'Linked logins' }}
      empty={<Box color="text-body-secondary">None: no sign-in is linked to this identity, or not any more.</Box>}
    />
  );
}

function columnsFor(
  pool: PoolDocument,
  userPoolNames: ReadonlyMap<string, string>,
): TableProps.ColumnDefinition<string>[] {
  return [
    { id: 'login', header: 'Login', isRowHeader: true, cell: (login) => <LongText>{login}</LongText> },
    {
      id: 'provider',
      header: 'Provider',
      cell: (login) => {
        const { provider, isOfPool } = loginWords(pool, login, userPoolNames);
        return isOfPool ? provider : <StatusText type="warning">{provider}</StatusText>;
      },
    },
    { id: 'meaning', header: 'What it means', cell: (login) => loginWords(pool, login, userPoolNames).meaning },
  ];
}
