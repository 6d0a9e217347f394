// `pnpm bench [part of a name]`: every figure is a ratio of two things measured in this one run, on this one machine.
import { benchAudit } from './audit.ts';
import { benchBff } from './bff.ts';
import { benchFirstLoad } from './first-load.ts';
import { benchJobs } from './jobs.ts';
import { benchIdentityIndex } from './identity-index.ts';
import { benchIdentityTable } from './identity-table.ts';
import { benchLocalAws } from './local-aws.ts';
import { benchLocalAwsLargePool } from './local-aws-large-pool.ts';
import { benchLocalAwsTokens } from './local-aws-tokens.ts';
import { printRow } from './report.ts';
import { benchRuleTyping } from './rule-typing.ts';

const benches = {
  benchLocalAws,
  benchLocalAwsTokens,
  benchLocalAwsLargePool,
  benchBff,
  benchJobs,
  benchIdentityIndex,
  benchIdentityTable,
  benchAudit,
  benchFirstLoad,
  benchRuleTyping,
};
const wanted = process.argv[2];
for (const [name, bench] of Object.entries(benches)) {
  if (wanted !== undefined && !name.toLowerCase().includes(wanted.toLowerCase())) continue;
  for await (const row of bench()) printRow(row);
}
