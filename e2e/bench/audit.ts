import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { AuditFigures } from './audit-run.ts';
import type { Row } from './report.ts';

/** A large audit log in each engine: how long an entry, a page with any filter and the check of the whole take. */
export async function* benchAudit(): AsyncGenerator<Row> {
  const script = fileURLToPath(new URL('./audit-run.ts', import.meta.url));
  for (const [engine, name] of [
    ['sqlite', 'SQLite'],
    ['postgres', 'PostgreSQL'],
  ]) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', script, engine ?? '']);
    const { entries, verifyMs, appends, pages } = JSON.parse(stdout) as AuditFigures;
    const count = entries.toLocaleString('en');
    yield {
      name: `Audit, ${name}: all of ${count} entries verified`,
      value: `${(verifyMs / 1000).toFixed(1)} s`,
      aim: 'under 10 s for 1,000,000',
    };
    yield {
      name: `Audit, ${name}: a page, any filter, 95 %`,
      value: at(pages, 0.95),
      baseline: `longest ${at(pages, 1)}`,
      aim: 'under 100 ms',
    };
    yield {
      name: `Audit, ${name}: one entry, median`,
      value: at(appends, 0.5),
      aim: 'three of them in a save: under 15 ms',
    };
  }
}

function at(times: readonly number[], share: number): string {
  const sorted = [...times].sort((left, right) => left - right);
  return `${(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN).toFixed(1)} ms`;
}
