// Lists a large pool and says so when the table of its identities begins to be made: a process for tests to kill then.
import { createIdentityIndex } from '../identity-index.ts';
import { many } from './test-bed.ts';

const [dataDir, poolId = ''] = process.argv.slice(2);
const index = createIdentityIndex(dataDir);
const pool = { connectionId: 'local', poolId };
const identities = many(30_000);
const pageSize = 1000;
await index.openScan(pool, 'two', 3000);
await index.addPage(pool, 'two', { pass: 'all', after: 0, identities, nextToken: undefined });
for (let after = 0; after + pageSize < identities.length; after += pageSize) {
  const page = identities.slice(after, after + pageSize);
  await index.addPage(pool, 'two', { pass: 'enabled', after, identities: page, nextToken: `after ${after}` });
  if (after === 0) process.stdout.write('the table is being made\n');
}
// Only a kill ends it.
setInterval(() => undefined, 60_000);
