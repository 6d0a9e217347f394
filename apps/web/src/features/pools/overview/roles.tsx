import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { CopyId } from '#ui/copy-id.tsx';
import { EditLink } from './edit-link.tsx';

/** The two default roles. */
export function OverviewRoles({ document }: { document: PoolDocument }) {
  const { id } = useConnection();
  const { authenticated, unauthenticated } = document.Roles;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="The IAM roles whose credentials people get where no rule chooses another."
          actions={<EditLink href={paths.poolRoles(id, document.IdentityPoolId)}>Edit roles</EditLink>}
        >
          Default roles
        </Header>
      }
    >
      <KeyValuePairs
        columns={2}
        items={[
          {
            label: 'Authenticated role',
            value:
              authenticated === undefined ? (
                'None: no credentials after sign-in'
              ) : (
                <CopyId value={authenticated} label="Authenticated role" wrap />
              ),
          },
          {
            label: 'Guest role',
            value:
              unauthenticated === undefined ? (
                'None: no credentials for guests'
              ) : (
                <CopyId value={unauthenticated} label="Guest role" wrap />
              ),
          },
        ]}
      />
    </Container>
  );
}
