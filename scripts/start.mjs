// Runs the local AWS and the console side by side, and ends both when either ends or a signal comes.
import { spawn } from 'node:child_process';
import process from 'node:process';

import { leanEnv, leanFlags } from './node-flags.ts';

// In a terminal the link should stand alone: calls are logged by whoever asks for it.
const env = { LIFEGUARD_LOG_LEVEL: 'warn', ...process.env };

let bff;
let isEnding = false;
const localAwsArgs = ['packages/local-aws/src/main.ts', '--log-format', 'json', '--quiet'];
const localAws = start('The local AWS', [...leanFlags, ...localAwsArgs], { ...leanEnv, ...env });
localAws.once('ready', () => {
  bff = start('The console', [...leanFlags, 'apps/bff/src/main.ts'], { ...leanEnv, ...env });
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));

/** Starts one server; it emits `ready` when its first line is out. */
function start(name, args, env) {
  const child = spawn(process.execPath, args, {
    stdio: ['inherit', 'pipe', 'inherit'],
    env,
  });
  child.stdout.once('data', () => child.emit('ready'));
  child.stdout.pipe(process.stdout, { end: false });
  child.on('exit', (code, signal) => {
    const why = signal === null ? `ended with code ${code}: see above` : `was ended by ${signal}`;
    if (!isEnding) process.stderr.write(`${name} ${why}. The rest is being stopped.\n`);
    end(code ?? 1);
  });
  return child;
}

/** Asks both servers to end; what has not ended after 4 seconds is killed. */
function end(code) {
  if (isEnding) return;
  isEnding = true;
  const running = [localAws, bff].filter(
    (child) => child !== undefined && child.exitCode === null && child.signalCode === null,
  );
  let left = running.length;
  if (left === 0) process.exit(code);
  const timer = setTimeout(() => running.forEach((child) => child.kill('SIGKILL')), 4000);
  timer.unref();
  for (const child of running) {
    child.once('exit', () => {
      left -= 1;
      if (left === 0) process.exit(code);
    });
    child.kill('SIGTERM');
  }
}
