import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  CognitoIdentityClient,
  DescribeIdentityPoolCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import { type LocalAws, startLocalAws } from '@lifeguard/local-aws/server';
import type { Pool } from '@lifeguard/shared/api/pools';
import { afterAll, beforeAll, expect, it } from 'vitest';

import {
  type Answer,
  createPool,
  type Everything,
  faults,
  patch,
  startBeside,
  untilHeld,
} from '../../testing/harness.ts';

/** How often each editor saves. */
const rounds = Number(process.env.LIFEGUARD_EDITS ?? 5);
/** UpdateIdentityPool replaces all of them at once. */
const editors = ['accounts.google.com', 'graph.facebook.com', 'www.amazon.com', 'www.digits.com'];

let aws: LocalAws;
let cognito: CognitoIdentityClient;
let consoles: readonly [Everything, Everything];
const folders: string[] = [];
beforeAll(async () => {
  aws = await startLocalAws();
  cognito = new CognitoIdentityClient({
    region: 'us-east-1',
    endpoint: aws.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  consoles = [await startConsole(), await startConsole()];
});
afterAll(async () => {
  cognito.destroy();
  for (const console of consoles) await console.close();
  await aws.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

it('an edit that another console takes back unseen, after it was read back, is told with the three versions', async () => {
  const [mine, theirs] = consoles;
  const pool = await createPool(mine);
  await faults(mine, { operation: 'UpdateIdentityPool', hold: true });
  const overwriting = patch(theirs, pool, { SupportedLoginProviders: { 'www.amazon.com': 'theirs' } });
  await untilHeld(mine);
  const saving = patch(mine, pool, { SupportedLoginProviders: { 'accounts.google.com': 'mine' } });
  await expect.poll(() => loginsOf(pool), { interval: 5 }).toEqual({ 'accounts.google.com': 'mine' });
  await faults(mine);
  expect((await overwriting).body).toMatchObject({ outcome: 'applied' });
  const { body } = await saving;
  expect(body).toMatchObject({
    outcome: 'applied_then_changed',
    document: { SupportedLoginProviders: { 'www.amazon.com': 'theirs' } },
    stale: {
      wasSaved: true,
      base: { SupportedLoginProviders: {} },
      current: { SupportedLoginProviders: { 'www.amazon.com': 'theirs' } },
      yours: { SupportedLoginProviders: { 'accounts.google.com': 'mine' } },
      currentETag: body.etag,
    },
  });
});

it('a later save of the same console is nobody else', async () => {
  const [mine] = consoles;
  const pool = await createPool(mine);
  const first = patch(mine, pool, { IdentityPoolName: 'one' });
  await expect.poll(async () => (await describe(pool)).IdentityPoolName, { interval: 5 }).toBe('one');
  const then = { ...pool, ...(await mine.call('GET', mine.local(`/pools/${pool.document.IdentityPoolId}`))).body };
  const second = patch(mine, then, { IdentityPoolName: 'two' });
  expect((await first).body).toMatchObject({ outcome: 'applied' });
  expect((await second).body).toMatchObject({ outcome: 'applied', document: { IdentityPoolName: 'two' } });
});

it('two consoles with folders of their own and an outside writer: no acknowledged edit is lost without being told', async () => {
  const pool = await createPool(consoles[0], {
    SupportedLoginProviders: Object.fromEntries(editors.map((key) => [key, 'nobody'])),
  });
  const lost: string[] = [];
  const told: string[] = [];
  let isOver = false;
  const outside = writeOutside(pool, () => isOver);
  await Promise.all(
    editors.map(async (key, editor) => {
      const own = consoles[editor % 2] ?? consoles[0];
      /** What this editor, the only one of its setting, was told is saved. */
      let acknowledged = 'nobody';
      for (let round = 0; round <= rounds; round += 1) {
        const now: Pool = (await own.call('GET', own.local(`/pools/${pool.document.IdentityPoolId}`))).body;
        const logins = now.document.SupportedLoginProviders;
        if (logins[key] !== acknowledged) lost.push(`${key} ${acknowledged}`);
        if (round === rounds) return;
        const value = `round-${round}`;
        const answer = await patch(
          own,
          now,
          { SupportedLoginProviders: { ...logins, [key]: value } },
          { mergeDisjoint: true },
        );
        if (isTold(answer)) told.push(`${key} ${value}`);
        acknowledged = isTold(answer) ? ((await loginsOf(pool))[key] ?? '') : value;
      }
    }),
  );
  isOver = true;
  await outside;
  expect(lost).toEqual([]);
  // The outside writer is seen, too.
  expect(told).not.toEqual([]);
}, 300_000);

/** The settings of each editor are left as the console says: what it could not save, or what was changed right after. */
function isTold({ status, body }: Answer): boolean {
  return status !== 200 || body.outcome !== 'applied';
}

/** Reads and writes everything, as a script does that knows nothing of others. */
async function writeOutside(pool: Pool, isOver: () => boolean): Promise<void> {
  for (let time = 0; !isOver(); time += 1) {
    const now = await describe(pool);
    await cognito.send(new UpdateIdentityPoolCommand({ ...now, IdentityPoolName: `outside ${time}` }));
  }
}

async function startConsole(): Promise<Everything> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lifeguard-console-'));
  folders.push(dataDir);
  return startBeside(aws, { config: { dataDir }, timeouts: { secondLookMs: 1500 } });
}

async function describe({ document: { IdentityPoolId } }: Pool) {
  const { $metadata: _, ...pool } = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  return pool;
}

async function loginsOf(pool: Pool): Promise<Record<string, string>> {
  return (await describe(pool)).SupportedLoginProviders ?? {};
}
