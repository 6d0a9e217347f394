import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';

import { localAwsClient } from '../support/clients.ts';
import { signIn } from '../support/sign-in.ts';
import { startConsole, startLocalAws } from '../support/servers.ts';
import { median, type Row } from './report.ts';

const rounds = 1500;

/** Time for one pool through the BFF, against the same two AWS calls made directly with the SDK, in turn. */
export async function* benchBff(): AsyncGenerator<Row> {
  const localAws = await startLocalAws();
  const console = await startConsole(localAws);
  try {
    const client = new CognitoIdentityClient(localAwsClient(localAws));
    const { IdentityPoolId } = await client.send(
      new CreateIdentityPoolCommand({ IdentityPoolName: 'bench', AllowUnauthenticatedIdentities: true }),
    );
    const session = await signIn(console);
    const path = `/api/connections/local/pools/${encodeURIComponent(IdentityPoolId ?? '')}`;
    const direct: number[] = [];
    const through: number[] = [];
    const empty: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      direct.push(
        await timed(() =>
          Promise.all([
            client.send(new DescribeIdentityPoolCommand({ IdentityPoolId })),
            client.send(new GetIdentityPoolRolesCommand({ IdentityPoolId })),
          ]),
        ),
      );
      through.push(await timed(() => session.get(path)));
      empty.push(await timed(() => session.get('/api/session')));
    }
    client.destroy();
    // The first third warms both up.
    const bff = median(through.slice(rounds / 3));
    const sdk = median(direct.slice(rounds / 3));
    const hop = median(empty.slice(rounds / 3));
    const added = bff - sdk;
    yield {
      name: 'BFF: one pool with its roles (median)',
      value: `${bff.toFixed(2)} ms`,
      baseline: `${sdk.toFixed(2)} ms with the SDK`,
      ratio: bff / sdk,
      aim: 'under 1.3',
    };
    yield {
      name: 'BFF: what it adds to one pool (median)',
      value: `${added.toFixed(2)} ms`,
      baseline: `${hop.toFixed(2)} ms for who is signed in, which asks AWS for nothing`,
      aim: 'at most 0.6 ms',
    };
  } finally {
    await console.stop();
    await localAws.stop();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
