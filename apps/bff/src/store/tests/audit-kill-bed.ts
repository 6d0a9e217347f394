// A process of its own, to be killed once it says that it has written.
import { openRecords } from '../records/open.ts';
import { eventOf, logOver } from './audit-bed.ts';

const records = openRecords({ dataDir: process.argv[2] ?? '' }, () => undefined);
await records.ready();
const { log } = logOver(records);
for (let n = 0; n < 5; n += 1) await log.append([eventOf({ params: { n } })]);
process.stdout.write('written\n');
setInterval(() => undefined, 1000);
