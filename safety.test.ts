import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { reads } from './packages/aws/src/client/read-only.ts';

interface SourceFile {
  readonly file: string;
  readonly text: string;
  /** Files of the repository that it imports. */
  readonly inside: readonly string[];
  /** Packages that it imports. */
  readonly outside: readonly string[];
}

const shared = 'packages/shared/src';
const web = 'apps/web/src';
const workspaces = new Map(
  ['apps', 'packages'].flatMap((folder) => readdirSync(folder).map((name) => [name, `${folder}/${name}`] as const)),
);
const sources = ['apps', 'packages', 'e2e', 'scripts'].flatMap(read);

const features = readdirSync(`${web}/features`).map((name) => `${web}/features/${name}`);

/** What each room of the code may import from, besides itself. A file belongs to the innermost room that holds it. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  [`${shared}/aws`]: [],
  [`${shared}/policy`]: [`${shared}/aws`],
  [`${shared}/roles`]: ['aws', 'policy'].map((room) => `${shared}/${room}`),
  [`${shared}/pool`]: ['aws', 'policy', 'roles'].map((room) => `${shared}/${room}`),
  [`${shared}/identities`]: [`${shared}/aws`],
  [`${shared}/explain`]: ['aws', 'policy', 'roles', 'pool', 'identities'].map((room) => `${shared}/${room}`),
  [`${shared}/api`]: [shared],
  'packages/aws/src': [shared],
  'packages/sqlite/src': [],
  'packages/audit/src': [],
  // Roles and tags of a user it works out by itself, as a witness against the console's simulator.
  'packages/local-aws/src': [
    `${shared}/aws/arn.ts`,
    `${shared}/aws/regions.ts`,
    `${shared}/policy`,
    'packages/sqlite/src',
  ],
  'apps/bff/src': [shared, 'packages/aws/src', 'packages/sqlite/src', 'packages/audit/src', 'apps/bff/package.json'],
  'apps/cli/src': ['packages/audit/src'],
  [`${web}/api`]: [shared],
  [`${web}/ui`]: [shared, `${web}/api`],
  [`${web}/job-state`]: [shared, `${web}/api`, `${web}/ui`, `${web}/paths.ts`],
  [`${web}/pool`]: [shared, `${web}/api`, `${web}/ui`, `${web}/paths.ts`],
  ...Object.fromEntries(
    features.map((feature) => [
      feature,
      [shared, ...['api', 'ui', 'pool', 'job-state', 'paths.ts'].map((room) => `${web}/${room}`)],
    ]),
  ),
  [web]: [shared, web],
  e2e: [shared, `${web}/paths.ts`, 'apps/bff/src', 'packages/audit/src', 'scripts/node-flags.ts'],
};

/** What comes from outside the repository. */
const packages: Readonly<Record<string, RegExp>> = {
  // For the browser too.
  [shared]: /^zod$/,
  'apps/bff/src': /^(?!@aws-sdk|@smithy)/,
  [web]: /^(?!@aws-sdk|@smithy|express|node:)/,
};

describe('the structure', () => {
  const code = sources.filter(({ file }) => !isTest(file));

  it.each(Object.entries(rooms))('%s imports only from rooms below it', (room, allowed) => {
    const files = code.filter(({ file }) => roomOf(file) === room);
    expect(files.length).toBeGreaterThan(0);
    const broken = files.flatMap(({ file, inside }) =>
      inside
        .filter((target) => roomOf(target) !== room && !allowed.some((path) => isIn(target, path)))
        .map((target) => `${file}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it.each(Object.entries(packages))('%s uses no package that it must not know', (folder, allowed) => {
    const files = code.filter(({ file }) => isIn(file, folder));
    expect(files.length).toBeGreaterThan(0);
    const broken = files.flatMap(({ file, outside }) =>
      outside.filter((name) => !allowed.test(name)).map((name) => `${file}: ${name}`),
    );
    expect(broken).toEqual([]);
  });

  it('has no cycle, not even one of types', () => {
    const imports = new Map(sources.map(({ file, inside }) => [file, inside]));
    const done = new Set<string>();
    function cycle(file: string, path: readonly string[]): readonly string[] | undefined {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return undefined;
      for (const next of imports.get(file) ?? []) {
        const found = cycle(next, [...path, file]);
        if (found !== undefined) return found;
      }
      done.add(file);
      return undefined;
    }
    expect([...imports.keys()].map((file) => cycle(file, [])).find((found) => found !== undefined)).toBeUndefined();
  });

  it('resolves every import of its own', () => {
    const files = new Set(sources.map(({ file }) => file));
    const lost = sources.flatMap(({ file, inside }) =>
      inside.filter((target) => /\.tsx?$/.test(target) && !files.has(target)).map((target) => `${file}: ${target}`),
    );
    expect(lost).toEqual([]);
  });

  it('has no folder of more than 25 files', () => {
    const counts = new Map<string, number>();
    for (const { file } of sources) counts.set(path.dirname(file), (counts.get(path.dirname(file)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 25)).toEqual([]);
  });

  it.each([
    [
      'has SQL only in store folders',
      /\b(SELECT .+ FROM|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM)\b/,
      outside(outside(sources, '/store/'), '/sqlite/'),
    ],
    ['intercepts no request in end-to-end tests', /\.route\(|routeFromHAR/, inFolder('e2e')],
    [
      'never sleeps in a test',
      /waitForTimeout\(|setTimeout\((resolve|done)\b/,
      sources.filter(({ file }) => /\.(test|spec)\.ts$/.test(file)),
    ],
    [
      'asserts no speed in a test',
      /\.now\(\) - \w+\)\.toBeLess/,
      sources.filter(({ file }) => /\.(test|spec)\.ts$/.test(file)),
    ],
    [
      'skips no test',
      /\b(it|test|describe)\.(only|skip|todo)\(/,
      sources.filter(({ file }) => /\.(test|spec)\.ts$/.test(file)),
    ],
    ['writes no HTML by hand', /dangerouslySetInnerHTML|\.innerHTML\s*=/, sources],
    ['has no barrel: nothing only hands exports on', /^export \* from/m, sources],
    ['leaves no note about work to do', /\b(TODO|FIXME|XXX)\b/, sources],
  ])('%s', (_, pattern, files) => {
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter(({ text }) => pattern.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('has no index file but the map of operations', () => {
    const indexes = sources.map(({ file }) => file).filter((file) => /(^|\/)index\.tsx?$/.test(file));
    expect(indexes).toEqual(['packages/local-aws/src/cognito-identity/operations/index.ts']);
  });

  it('touches requests and responses only in http and session', () => {
    const users = outside(outside(inFolder('apps/bff/src'), 'apps/bff/src/http'), 'apps/bff/src/session').filter(
      ({ file, text }) => !file.endsWith('.test.ts') && /\b(req|res)\.\w+/.test(text),
    );
    expect(users.map(({ file }) => file)).toEqual([]);
  });

  it('changes AWS only by what is planned: the executor makes every command that is no read', () => {
    // The calls of an app's user, not of an administrator: a check goes the user's way, sample data has guests sign in.
    const ofUsers = new Map([
      [
        'packages/aws/src/access/flow.ts',
        ['GetId', 'GetCredentialsForIdentity', 'GetOpenIdToken', 'AssumeRoleWithWebIdentity'],
      ],
      ['packages/aws/src/sample/data.ts', ['GetId']],
    ]);
    const broken = code
      .filter(({ file }) => !isIn(file, 'e2e') && file !== 'packages/aws/src/client/executor.ts')
      .flatMap(({ file, text }) =>
        [...text.matchAll(/\bnew (\w+)Command\(/g)]
          .map(([, operation = '']) => operation)
          .filter((operation) => !reads.has(operation) && ofUsers.get(file)?.includes(operation) !== true)
          .map((operation) => `${file}: ${operation}`),
      );
    expect(broken).toEqual([]);
  });

  it('pins every version exactly', () => {
    const manifests = ['package.json', ...[...workspaces.values(), 'e2e'].map((folder) => `${folder}/package.json`)];
    const loose = manifests.flatMap((file) => {
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as Readonly<
        Record<string, Readonly<Record<string, string>>>
      >;
      return ['dependencies', 'devDependencies'].flatMap((kind) =>
        Object.entries(manifest[kind] ?? {})
          .filter(([, version]) => !/^(\d+\.\d+\.\d+(-[\w.]+)?|catalog:|workspace:\*)$/.test(version))
          .map(([name, version]) => `${file}: ${name} ${version}`),
      );
    });
    expect(loose).toEqual([]);
  });
});

/** The file of the repository that an import in `file` names; undefined where it names a package. */
function fileOf(file: string, name: string): string | undefined {
  if (name.startsWith('.')) return path.posix.join(path.posix.dirname(file), name);
  if (name.startsWith('#')) return `${web}/${name.slice(1)}`;
  const [, workspace = '', subpath = ''] = /^@lifeguard\/([\w-]+)\/(.+)$/.exec(name) ?? [];
  const folder = workspaces.get(workspace);
  if (folder === undefined) return undefined;
  const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
    readonly exports: Readonly<Record<string, string>>;
  };
  const target = manifest.exports[`./${subpath}`] ?? manifest.exports['./*']?.replace('*', subpath);
  if (target === undefined) throw new Error(`${file} imports ${name}, which ${folder} does not export.`);
  return path.posix.join(folder, target);
}

/** The innermost room that holds a file. */
function roomOf(file: string): string | undefined {
  return Object.keys(rooms)
    .filter((room) => isIn(file, room))
    .sort((left, right) => right.length - left.length)[0];
}

function isIn(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

/** Test beds and fixtures go between rooms as tests do. */
function isTest(file: string): boolean {
  return /\.test(-d)?\.tsx?$|-fixture\.ts$|-bed\.ts$|\/(testing|tests|conformance)\//.test(file);
}

function inFolder(folder: string): SourceFile[] {
  return sources.filter(({ file }) => file.startsWith(`${folder}/`));
}

function outside(files: readonly SourceFile[], part: string): SourceFile[] {
  return files.filter(({ file }) => !file.includes(part));
}

function read(folder: string): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): SourceFile[] => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory())
      return /^(node_modules|dist|test-results|playwright-report|\.turbo)$/.test(entry.name) ? [] : read(file);
    if (!/\.(ts|tsx|mjs)$/.test(entry.name)) return [];
    const text = readFileSync(file, 'utf8');
    const imports = [
      ...text.matchAll(
        /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|^import '([^']+)'/gm,
      ),
    ];
    const names = imports.map((match) => match[1] ?? match[2] ?? match[3] ?? '');
    return [
      {
        file,
        text,
        inside: names.flatMap((name) => fileOf(file, name) ?? []),
        outside: names.filter((name) => fileOf(file, name) === undefined),
      },
    ];
  });
}
