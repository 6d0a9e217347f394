// Lists a large pool, says so, and then ends the scan: a process for tests to kill in the middle of that.
import { randomUUID } from 'node:crypto';

import { createIdentityIndex } from './identity-index.ts';
import { listPasses, region } from './test-bed.ts';

const [dataDir, poolId = ''] = process.argv.slice(2);
const index = createIdentityIndex(dataDir);
const pool = { connectionId: 'local', poolId };
const identities = Array.from({ length: 30_000 }, () => ({
  IdentityId: `${region}:${randomUUID()}`,
  Logins: [],
  isDisabled: false,
}));
await index.openScan(pool, 'two', 3000);
await listPasses(index, pool, 'two', identities, 10_000);
const finished = index.finishScan(pool, 'two', 4000);
process.stdout.write('ending the scan\n');
await finished;
