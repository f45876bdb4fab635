import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What was measured. */
export interface Versions {
  node: string;
  v8: string;
  /** Of each package that has a version. */
  packages: Record<string, string>;
  /** Of this repository, whose packages have no versions between releases; undefined outside a checkout. */
  commit: string | undefined;
  /** Whether there were changes that no commit has. */
  changed: boolean;
}

const cpuPackages = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-cpu',
  '@jax-js/jax',
];

/** Reads the versions of all that takes part. */
export function readVersions(packages: readonly string[] = cpuPackages): Versions {
  const changes = git('status', '--porcelain', '--', '.', ':!bench/results');
  return {
    node: process.version,
    v8: process.versions.v8,
    packages: Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
    commit: git('rev-parse', 'HEAD'),
    changed: changes !== undefined && changes !== '',
  };
}

/** From the package.json above a package's entry, as not every package exports its package.json. */
function versionOf(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.resolve(name)));
  while (folder !== dirname(folder)) {
    const file = join(folder, 'package.json');
    const manifest = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {};
    if (manifest.name === name) return manifest.version ?? 'unknown';
    folder = dirname(folder);
  }
  return 'unknown';
}

interface Manifest {
  name?: string;
  version?: string;
}

function git(...words: string[]): string | undefined {
  try {
    const cwd = fileURLToPath(new URL('../..', import.meta.url));
    return execFileSync('git', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
