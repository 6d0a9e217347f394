import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { CognitoIdentityClient, UpdateIdentityPoolCommand } from '@aws-sdk/client-cognito-identity';
import { expect, it } from 'vitest';

import { sendWholeInput } from './whole-input.ts';

const pool = {
  IdentityPoolId: 'us-east-1:11111111-2222-4333-8444-555555555555',
  IdentityPoolName: 'Ördnung',
  AllowUnauthenticatedIdentities: false,
  IdentityPoolTags: { team: 'orders' },
};

it('sends a member that the SDK does not know, too', async () => {
  const sent: unknown[] = [];
  const server = createServer((req, res) => {
    req.on('data', (body: Buffer) => sent.push(JSON.parse(body.toString('utf8'))));
    req.on('end', () => res.setHeader('Content-Type', 'application/x-amz-json-1.1').end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = sendWholeInput(new CognitoIdentityClient({ region: 'us-east-1', endpoint, credentials }));
  const input = { ...pool, MadeUpSeconds: 900, AllowClassicFlow: undefined };
  await client.send(new UpdateIdentityPoolCommand(input));
  client.destroy();
  server.close();
  expect(sent).toEqual([{ ...pool, MadeUpSeconds: 900 }]);
});
