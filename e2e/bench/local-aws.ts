import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  DescribeIdentityPoolCommand,
  GetIdCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';

import { localAwsClient } from '../support/clients.ts';
import { startLocalAws, startScript } from '../support/servers.ts';
import { captureRequests, requestsPerSecond } from './load.ts';
import type { Row } from './report.ts';

const seconds = 3;

/** Requests per second of the local AWS, each against a bare node:http responder that sends the same bytes. */
export async function* benchLocalAws(): AsyncGenerator<Row> {
  const localAws = await startLocalAws();
  try {
    const client = new CognitoIdentityClient(localAwsClient(localAws));
    const settings = { IdentityPoolName: 'bench', AllowUnauthenticatedIdentities: true, AllowClassicFlow: false };
    const { IdentityPoolId } = await client.send(new CreateIdentityPoolCommand(settings));
    const last = captureRequests(client);
    await client.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
    const describe = last();
    await client.send(new UpdateIdentityPoolCommand({ IdentityPoolId, ...settings }));
    const update = last();
    await client.send(new GetIdCommand({ IdentityPoolId }));
    const requests = [
      ['DescribeIdentityPool (signed read)', describe],
      ['UpdateIdentityPool (signed write)', update],
      ['GetId (public write, a new identity each)', last()],
    ] as const;
    for (const [name, request] of requests) {
      const answer = await fetch(localAws.url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
      });
      const headers = Object.fromEntries(
        [...answer.headers].filter(([key]) => /^(content-type|x-amzn|strict)/.test(key)),
      );
      const bytes = Buffer.from(await answer.arrayBuffer()).toString('base64');
      const bare = await startScript('e2e/bench/bare-responder.ts', [bytes, JSON.stringify(headers)]);
      await requestsPerSecond(localAws.url, request, 1);
      await requestsPerSecond(bare.url, request, 1);
      const rate = await requestsPerSecond(localAws.url, request, seconds);
      const baseline = await requestsPerSecond(bare.url, request, seconds);
      await bare.stop();
      yield {
        name: `Local AWS: ${name}`,
        value: `${Math.round(rate)}/s`,
        baseline: `${Math.round(baseline)}/s bare`,
        ratio: rate / baseline,
        aim: 'a third or better',
      };
    }
    client.destroy();
  } finally {
    await localAws.stop();
  }
}
