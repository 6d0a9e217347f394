import { auditVerify } from './audit-verify.ts';
import { UsageError } from './usage-error.ts';

const usage = `Usage: lifeguard audit verify [options]

Says whether every entry of the audit log is as it was written.

  --data-dir DIR        data folder of a console that does not run (default: LIFEGUARD_DATA_DIR, or ~/.lifeguard)
  --database-url URL    PostgreSQL database of the console (default: DATABASE_URL)
  --key-file FILE       key of the log (default: LIFEGUARD_AUDIT_KEY_FILE, or audit.key in the data folder);
                        once more for each earlier key
  --head SEQ:HASH       a head that was noted earlier, as the console's log line "audit head" says it

Exit code: 0 every entry is as it was written; 1 one is not; 2 could not be found out.
`;

/** Exit code where the question could not be answered. */
const couldNotRun = 2;

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof UsageError) process.stderr.write(`\n${usage}`);
  process.exitCode = couldNotRun;
}

function run([noun, verb, ...args]: readonly string[]): Promise<number> | number {
  if (noun === 'audit' && verb === 'verify' && !args.includes('--help')) return auditVerify(args, process.env);
  if ([noun, verb, ...args].includes('--help')) {
    process.stdout.write(usage);
    return 0;
  }
  throw new UsageError(`There is no verb "${[noun, verb].filter((word) => word !== undefined).join(' ')}".`);
}
