import { type Connection, connectionEndpoints, type ConnectionStatus } from '@lifeguard/shared/api/connections';
import type { ProblemCode } from '@lifeguard/shared/api/problem';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { call } from '#api/call.ts';

const retryStatusMs = 5_000;

export const connectionQueries = {
  all: () => ['connections'] as const,
  list: () =>
    queryOptions({
      queryKey: [...connectionQueries.all(), 'list'],
      queryFn: ({ signal }) => call(connectionEndpoints.list, { signal }),
    }),
  /** Asked again every five seconds for as long as the connection does not work. */
  status: (connectionId: string) =>
    queryOptions({
      queryKey: [...connectionQueries.all(), 'status', connectionId],
      queryFn: ({ signal }) => call(connectionEndpoints.status, { params: { connectionId }, signal, background: true }),
      staleTime: 60_000,
      refetchInterval: (query) => (query.state.data?.state === 'ready' ? false : retryStatusMs),
    }),
};

/** The connection that the page is about. The shell provides it. */
export const ConnectionContext = createContext<Connection | undefined>(undefined);

export function useConnection(): Connection {
  const connection = use(ConnectionContext);
  if (connection === undefined) throw new Error('useConnection is used outside the shell of a connection.');
  return connection;
}

/** The ID of the AWS account that the connection leads to; undefined as long as it is not known. */
export function useAccount(): string | undefined {
  const { id } = useConnection();
  // The shell asks again where it has to.
  const { data } = useQuery({ ...connectionQueries.status(id), refetchInterval: false });
  return data?.state === 'ready' ? data.Account : undefined;
}

/** By which codes reads fail where the connection is broken in this way. */
const codesOf = {
  ready: [],
  credentials_missing: ['credentials_missing'],
  credentials_expired: ['credentials_expired'],
  wrong_account: ['wrong_account'],
  unreachable: ['upstream_unavailable', 'upstream_timeout'],
  denied: ['aws_denied'],
} satisfies Record<ConnectionStatus['state'], readonly ProblemCode[]>;

/** Whether the banner above the page says already why reads fail with this code, and what to do. */
export function useIsSaidByBanner(code: ProblemCode): boolean {
  const connection = use(ConnectionContext);
  const { data } = useQuery({
    ...connectionQueries.status(connection?.id ?? ''),
    enabled: connection !== undefined,
    refetchInterval: false,
  });
  const codes: readonly ProblemCode[] = data === undefined ? [] : codesOf[data.state];
  return codes.includes(code);
}

/** Why nothing can be changed through this connection now; undefined where it can. */
export function useReadOnlyReason(): string | undefined {
  const { readOnly, readOnlyPinned } = useConnection();
  if (!readOnly) return undefined;
  if (readOnlyPinned) return 'The configuration of Lifeguard pins this connection to read-only.';
  return 'This connection is read-only. Turn on editing in the banner above the page.';
}

/** Where the CLI commands that the console shows are aimed at. */
export function useCliTarget() {
  const { region, kind, profile, cliEndpoint, configuredEndpoint } = useConnection();
  return {
    region,
    ...(profile === undefined ? {} : { profile }),
    ...(cliEndpoint === undefined ? {} : { endpointUrl: cliEndpoint }),
    ...(kind === 'embedded' ? { keys: localKeys } : {}),
    isEndpointConfigured: configuredEndpoint !== undefined,
  };
}

/** The root of every local AWS has these: docs/local-aws.md. */
const localKeys = { id: 'test', secret: 'test' };
