import { generateKeyPairSync } from 'node:crypto';

import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  GetIdCommand,
  GetOpenIdTokenCommand,
} from '@aws-sdk/client-cognito-identity';
import { SignJWT } from 'jose';

import { localAwsClient } from '../support/clients.ts';
import { startLocalAws } from '../support/servers.ts';
import { captureRequests, requestsPerSecond } from './load.ts';
import { median, type Row } from './report.ts';

const secondsPerRound = 2;
const underWay = 16;

/** Tokens per second that the local AWS hands out, against signing the same kind of token and nothing else. */
export async function* benchLocalAwsTokens(): AsyncGenerator<Row> {
  const localAws = await startLocalAws();
  try {
    const client = new CognitoIdentityClient(localAwsClient(localAws));
    const last = captureRequests(client);
    const { IdentityPoolId } = await client.send(
      new CreateIdentityPoolCommand({ IdentityPoolName: 'bench', AllowUnauthenticatedIdentities: true }),
    );
    const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId }));
    await client.send(new GetOpenIdTokenCommand({ IdentityId }));
    const request = last();
    client.destroy();
    await requestsPerSecond(localAws.url, request, 1);
    // Alternating, so that a busy moment of the machine meets both.
    const rates: number[] = [];
    const oneByOne: number[] = [];
    const allCores: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      oneByOne.push(await signaturesPerSecond(1));
      rates.push(await requestsPerSecond(localAws.url, request, secondsPerRound, underWay));
      allCores.push(await signaturesPerSecond(underWay));
    }
    const rate = median(rates);
    yield {
      name: 'Local AWS: GetOpenIdToken',
      value: `${Math.round(rate)}/s`,
      baseline: `${Math.round(median(oneByOne))}/s RS512 signing alone, one after another`,
      ratio: rate / median(oneByOne),
      aim: '0.8 or better',
    };
    // The harder comparison: nothing is left of the machine for the server's and the client's own work.
    yield {
      name: 'Local AWS: GetOpenIdToken',
      value: `${Math.round(rate)}/s`,
      baseline: `${Math.round(median(allCores))}/s RS512 signing alone, on every core`,
      ratio: rate / median(allCores),
    };
  } finally {
    await localAws.stop();
  }
}

async function signaturesPerSecond(concurrency: number): Promise<number> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const payload = { sub: 'us-east-1:0', aud: 'us-east-1:0', amr: ['unauthenticated'], exp: 2_000_000_000, iat: 0 };
  let signed = 0;
  const started = performance.now();
  const until = started + secondsPerRound * 1000;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (performance.now() < until) {
        await new SignJWT(payload).setProtectedHeader({ alg: 'RS512', kid: 'bench' }).sign(privateKey);
        signed += 1;
      }
    }),
  );
  return signed / ((performance.now() - started) / 1000);
}
