import type { ConnectionStatus } from '@lifeguard/shared/api/connections';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { connectionQueries, useConnection } from '#api/connection.tsx';
import { CliCommand } from '#ui/cli-command.tsx';

const headers = {
  credentials_missing: 'This connection has no credentials',
  credentials_expired: 'The credentials of this connection have expired',
  wrong_account: 'This connection leads to another account than it should',
  unreachable: 'AWS does not answer',
  denied: 'AWS refuses these credentials',
} satisfies Record<Exclude<ConnectionStatus['state'], 'ready'>, string>;

/** Says what is wrong with the connection and which command mends it, and goes away by itself once it works. */
export function ConnectionStatusBanner() {
  const connection = useConnection();
  const queryClient = useQueryClient();
  const { data, isFetching, refetch } = useQuery(connectionQueries.status(connection.id));
  const isBroken = data !== undefined && data.state !== 'ready';

  // Queries that failed without credentials run again as soon as there are some.
  useEffect(() => {
    if (!isBroken) return;
    return () => void queryClient.refetchQueries({ predicate: (query) => query.state.status === 'error' });
  }, [isBroken, queryClient]);

  if (!isBroken) return null;
  return (
    <Alert
      type="warning"
      header={headers[data.state]}
      action={
        <Button loading={isFetching} loadingText="Checking" onClick={() => void refetch()}>
          Check again
        </Button>
      }
    >
      <SpaceBetween size="xs">
        <div>{data.message}</div>
        {data.command !== undefined && (
          <>
            <div>Run this in a terminal:</div>
            <CliCommand command={data.command} label="command that mends the connection" />
          </>
        )}
        <Box variant="small">
          Lifeguard checks again every 5 seconds; this message goes away when the connection works.
        </Box>
      </SpaceBetween>
    </Alert>
  );
}
