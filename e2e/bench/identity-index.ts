import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { IdentityIndexFigures } from './identity-index-run.ts';
import type { Row } from './report.ts';

/** A million identities in the index of the BFF: how fast they come in, and how long a question about them takes. */
export async function* benchIdentityIndex(): AsyncGenerator<Row> {
  const script = fileURLToPath(new URL('./identity-index-run.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', script]);
  const figures = JSON.parse(stdout) as IdentityIndexFigures;
  yield {
    name: 'Index: pages of 60 a second, 1,000,000 identities',
    value: Math.round(figures.pagesPerSecond).toLocaleString('en'),
  };
  yield {
    name: 'Index: end of that scan',
    value: `${(figures.finishMs / 1000).toFixed(1)} s`,
    baseline: `longest wait of a reader in all of it ${Math.round(figures.longestWaitMs)} ms`,
    aim: 'readers wait under 2 s',
  };
  yield { name: 'Index: list with total, each filter new, 95 %', ...percentiles(figures.list, 100) };
  yield { name: 'Index: next page of it, 95 %', ...percentiles(figures.nextPage, 100) };
  yield { name: 'Index: breakdown, 95 %', ...percentiles(figures.breakdown, 500) };
  yield {
    name: 'Index: most memory, BFF with nothing else to do',
    value: `${Math.round(figures.peakMebibytes)} MiB`,
    aim: 'under 300 MiB',
  };
}

function percentiles(times: readonly number[], aimMs: number): Omit<Row, 'name'> {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (share: number) => `${(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN).toFixed(1)} ms`;
  return {
    value: at(0.95),
    baseline: `median ${at(0.5)}, longest ${at(1)} of ${sorted.length}`,
    aim: `at most ${aimMs} ms`,
  };
}
