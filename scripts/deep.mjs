// `pnpm deep [part of a name]`: what is long by nature, whole. `npm test` runs the same tests with fewer rounds.
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const unit = (file) => ['vitest', 'run', file];

const steps = [
  {
    name: 'kill -9 of scans and deletions',
    env: { LIFEGUARD_KILLS: '50' },
    run: unit('apps/bff/src/jobs/durability.test.ts'),
  },
  {
    name: 'two consoles and another writer',
    env: { LIFEGUARD_EDITS: '60' },
    run: unit('apps/bff/src/routes/tests/two-consoles.test.ts'),
  },
  {
    name: 'a million entries in the audit log',
    env: { LIFEGUARD_AUDIT_ENTRIES: '1000000' },
    run: unit('apps/bff/src/store/tests/audit-large.test.ts'),
  },
  { name: 'every operation by the AWS CLI', run: ['node', 'scripts/aws-cli.mjs'] },
  { name: 'clients that nobody here wrote', run: ['node', 'scripts/compatibility.mjs'] },
];

const wanted = (process.argv[2] ?? '').toLowerCase();
const failed = [];
for (const { name, env, run } of steps.filter((step) => step.name.toLowerCase().includes(wanted))) {
  const started = Date.now();
  process.stdout.write(`\n== ${name}\n`);
  const [command, ...args] = run;
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  process.stdout.write(
    `== ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)\n`,
  );
  if (status !== 0) failed.push(name);
}
for (const name of failed) process.stdout.write(`Failed: ${name}\n`);
process.exit(failed.length === 0 ? 0 : 1);
