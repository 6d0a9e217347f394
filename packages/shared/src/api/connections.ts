import { z } from 'zod';

import { endpoint } from './endpoint.ts';
import { connectionId } from '../aws/ids.ts';

/** An account and region reached with one set of credentials. The browser knows its id, never its credentials. */
export const connection = z.object({
  id: connectionId,
  label: z.string(),
  kind: z.enum(['embedded', 'profile', 'assumeRole']),
  /** Name of the AWS profile, for the CLI commands that the console shows. An assumed role has none: its source is somebody else. */
  profile: z.string().optional(),
  region: z.string(),
  /** Where the calls go. */
  endpoint: z.string(),
  /** Only where the endpoint must be given to the CLI too (the embedded local AWS). */
  cliEndpoint: z.string().optional(),
  /** Where the AWS CLI would send its calls with this profile (`endpoint_url`). Lifeguard calls AWS all the same. */
  configuredEndpoint: z.string().optional(),
  color: z.enum(['blue', 'green', 'grey', 'red']),
  readOnly: z.boolean(),
  /** The configuration file pins this connection to read-only: it can't be switched here. */
  readOnlyPinned: z.boolean(),
  /** The configuration allows issuing tokens for developer users here. */
  developerTokens: z.boolean(),
});
export type Connection = z.infer<typeof connection>;

/** Whether the connection works now, as which principal; or what is wrong and the command that mends it. */
export const connectionStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready'), Account: z.string(), Arn: z.string() }),
  z.object({
    state: z.enum(['credentials_missing', 'credentials_expired', 'wrong_account', 'unreachable', 'denied']),
    message: z.string(),
    command: z.string().optional(),
  }),
]);
export type ConnectionStatus = z.infer<typeof connectionStatus>;

export const sampleDataResult = z.object({
  pools: z.number().int(),
  roles: z.number().int(),
  identities: z.number().int(),
});

export const connectionEndpoints = {
  list: endpoint('GET', '/api/connections', {
    summary: 'The connections of this console',
    permission: 'connections:read',
    response: z.object({ connections: z.array(connection), warnings: z.array(z.string()) }),
  }),
  status: endpoint('GET', '/api/connections/:connectionId/status', {
    summary: 'Whether the connection works, and as whom',
    permission: 'connections:read',
    response: connectionStatus,
  }),
  setReadOnly: endpoint('PATCH', '/api/connections/:connectionId', {
    summary: 'Turn on or off editing for this session',
    permission: 'connections:write',
    audit: 'connection.editing',
    body: z.strictObject({ readOnly: z.boolean() }),
    response: connection,
  }),
  loadSampleData: endpoint('POST', '/api/connections/:connectionId/sample-data', {
    summary: 'Fill an empty local AWS with realistic pools',
    permission: 'pools:write',
    audit: 'sample-data.load',
    body: z.strictObject({}),
    response: sampleDataResult,
  }),
};
