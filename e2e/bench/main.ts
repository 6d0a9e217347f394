// `pnpm bench`: every figure is a ratio of two things measured in this one run, on this one machine.
import { benchBff } from './bff.ts';
import { benchFirstLoad } from './first-load.ts';
import { benchLocalAws } from './local-aws.ts';
import { printRow } from './report.ts';

for (const bench of [benchLocalAws, benchBff, benchFirstLoad]) {
  for await (const row of bench()) printRow(row);
}
