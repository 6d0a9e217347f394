import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources = ['apps', 'packages', 'e2e', 'scripts'].flatMap(read);

describe('the structure', () => {
  it.each([
    ['shared knows zod and itself only', inFolder('packages/shared/src'), /^(zod|\.\.?\/.*)$/],
    ['shared is for the browser too: no node: module', inFolder('packages/shared/src'), /^(?!node:)/],
    [
      'the local AWS shares only pure domain logic with the console',
      inFolder('packages/local-aws/src'),
      /^(?!@lifeguard\/)|^@lifeguard\/shared\/(aws\/arn|policy\/(document|trust)|roles\/(resolution|tag-resolution))$/,
    ],
    ['only packages/aws imports the AWS SDK', inFolder('apps/bff/src'), /^(?!@aws-sdk|@smithy)/],
    [
      'the web knows neither AWS SDK nor servers',
      inFolder('apps/web/src'),
      /^(?!@aws-sdk|@smithy|express|node:|@lifeguard\/(bff|local-aws))/,
    ],
    ['features do not import each other', inFolder('apps/web/src/features'), /^(?!#features\/|#app\/|\.\.\/)/],
    [
      'ui and api know neither features nor pools nor jobs',
      [...inFolder('apps/web/src/ui'), ...inFolder('apps/web/src/api')],
      /^(?!#features\/|#app\/|#pool\/|#jobs\/)/,
    ],
    [
      'what features share about a pool knows none of them',
      inFolder('apps/web/src/pool'),
      /^(?!#features\/|#app\/|#jobs\/|\.\.\/)/,
    ],
    [
      'what features share about jobs knows none of them, nor pools',
      inFolder('apps/web/src/jobs'),
      /^(?!#features\/|#app\/|#pool\/|\.\.\/)/,
    ],
    ['nothing imports an app but through its public entry', sources, /^(?!@lifeguard\/(bff|web|local-aws)\/src)/],
  ])('%s', (_, files, allowed) => {
    const broken = files
      .filter(({ file }) => !file.endsWith('.test.ts') && !file.includes('/conformance/') && !file.includes('/tests/'))
      .flatMap(({ file, imports }) => imports.filter((name) => !allowed.test(name)).map((name) => `${file}: ${name}`));
    expect(files.length).toBeGreaterThan(0);
    expect(broken).toEqual([]);
  });

  it.each([
    [
      'has SQL only in store folders',
      /\b(SELECT .+ FROM|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM)\b/,
      outside(sources, '/store/'),
    ],
    ['intercepts no request in end-to-end tests', /\.route\(|routeFromHAR/, inFolder('e2e')],
    [
      'never sleeps in a test',
      /waitForTimeout\(|setTimeout\((resolve|done)\b/,
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

  it('pins every version exactly', () => {
    const manifests = [
      'package.json',
      ...['apps/web', 'apps/bff', 'packages/shared', 'packages/aws', 'packages/local-aws', 'e2e'].map(
        (folder) => `${folder}/package.json`,
      ),
    ];
    const loose = manifests.flatMap((file) => {
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as Readonly<
        Record<string, Readonly<Record<string, string>>>
      >;
      return ['dependencies', 'devDependencies'].flatMap((kind) =>
        Object.entries(manifest[kind] ?? {})
          .filter(([, version]) => !/^(\d+\.\d+\.\d+|catalog:|workspace:\*)$/.test(version))
          .map(([name, version]) => `${file}: ${name} ${version}`),
      );
    });
    expect(loose).toEqual([]);
  });
});

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
    return [{ file, text, imports: imports.map((match) => match[1] ?? match[2] ?? match[3] ?? '') }];
  });
}
