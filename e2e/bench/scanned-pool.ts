import { setTimeout as wait } from 'node:timers/promises';

import { type CognitoIdentityClient, CreateIdentityPoolCommand } from '@aws-sdk/client-cognito-identity';

import type { Server } from '../support/servers.ts';
import type { ApiSession } from '../support/sign-in.ts';

export interface Job {
  readonly id: string;
  readonly state: string;
  readonly startedAt: string;
  readonly endedAt?: string;
}

export const poolPath = (poolId: string) => `/api/connections/local/pools/${encodeURIComponent(poolId)}`;

export async function startScan(session: ApiSession, poolId: string): Promise<Job> {
  return (await session.post(`${poolPath(poolId)}/scans`, {})) as Job;
}

/** Waits for the end of a job, and asks seldom: each question takes time from it. */
export async function ended(session: ApiSession, { id }: Job): Promise<Job> {
  for (;;) {
    const job = (await session.get(`/api/connections/local/jobs/${id}`)) as Job;
    if (job.endedAt !== undefined && job.state !== 'done') throw new Error(JSON.stringify(job));
    if (job.endedAt !== undefined) return job;
    await wait(1000);
  }
}

/** From a job's start to its end. */
export async function msOf(session: ApiSession, job: Job): Promise<number> {
  const { startedAt, endedAt = '' } = await ended(session, job);
  return Date.parse(endedAt) - Date.parse(startedAt);
}

/** A pool with so many identities, half of them linked, made over 900 days. */
export async function poolWith(client: CognitoIdentityClient, localAws: Server, count: number): Promise<string> {
  const { IdentityPoolId = '' } = await client.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: 'bench',
      AllowUnauthenticatedIdentities: true,
      SupportedLoginProviders: { 'graph.facebook.com': '1' },
    }),
  );
  const response = await fetch(`${localAws.url}/_local/identities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ IdentityPoolId, count, authenticatedShare: 0.5, olderThanDays: 900 }),
  });
  if (!response.ok) throw new Error(`Making ${count} identities failed: ${await response.text()}`);
  return IdentityPoolId;
}
