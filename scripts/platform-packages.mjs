import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * pnpm silently leaves a platform's binary out of the lockfile when it was not published at that moment; the project
 * would then fail on that platform only. Answers the optional dependencies of installed packages that the lockfile lacks.
 */
export function missingPlatformPackages() {
  const store = path.resolve('node_modules', '.pnpm');
  const locked = readFileSync('pnpm-lock.yaml', 'utf8');
  const missing = new Set();
  for (const folder of readdirSync(store)) {
    const at = folder.lastIndexOf('@', folder.includes('_') ? folder.indexOf('_') : undefined);
    if (at <= 0) continue;
    const name = folder.slice(0, at).replace('+', '/');
    for (const [dependency, version] of Object.entries(
      optionalDependencies(path.join(store, folder, 'node_modules', name)),
    )) {
      // Only exact versions name a platform's binary; a range is an ordinary optional dependency.
      if (/^\d/.test(version) && !locked.includes(`${dependency}@${version}`)) missing.add(`${dependency}@${version}`);
    }
  }
  return [...missing].toSorted((left, right) => left.localeCompare(right));
}

function optionalDependencies(folder) {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).optionalDependencies ?? {};
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return {};
    throw error;
  }
}
