import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Spinner from '@cloudscape-design/components/spinner';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from 'react-router';
import { connectionQueries } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { lastConnection } from './last-connection.ts';
import { StandalonePage } from './standalone-page.tsx';

/** Leads to the connection used last in this browser, else to the first. */
export function HomePage() {
  const { data, error, refetch } = useQuery(connectionQueries.list());
  if (error) {
    return (
      <StandalonePage>
        <ErrorAlert error={error} header="The connections could not be loaded" onRetry={() => void refetch()} />
      </StandalonePage>
    );
  }
  if (data === undefined) {
    return (
      <StandalonePage>
        <Spinner size="large" /> Loading the connections…
      </StandalonePage>
    );
  }
  const last = lastConnection();
  const connection = data.connections.find(({ id }) => id === last) ?? data.connections[0];
  if (connection === undefined) return <NoConnections warnings={data.warnings} />;
  return <Navigate to={paths.pools(connection.id)} replace />;
}

export function ToPools() {
  const { connectionId = '' } = useParams();
  return <Navigate to={paths.pools(connectionId)} replace />;
}

function NoConnections({ warnings }: { warnings: readonly string[] }) {
  return (
    <StandalonePage>
      <Container header={<Header variant="h1">There is no connection</Header>}>
        <p>
          Lifeguard found neither its embedded local AWS nor an AWS profile. Make a profile with{' '}
          <Box variant="code">aws configure sso</Box>, then start Lifeguard again.
        </p>
        {warnings.map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
      </Container>
    </StandalonePage>
  );
}
