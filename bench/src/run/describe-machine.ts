import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of the repository. */
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Where a result comes from. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryBytes: number;
  os: string;
  /** Mean number of busy processes in the minute before the run: above 0, the machine had other work. */
  loadBefore: number;
}

/** Describes this machine; to be called before a run. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    os: `${type()} ${release()} ${process.arch}`,
    loadBefore: loadavg()[0],
  };
}

/** What was measured. */
export interface Versions {
  node: string;
  v8: string;
  /** Of each package that has a version. */
  packages: Record<string, string>;
  /** Of this repository, whose packages have no versions between releases; undefined outside a checkout. */
  commit: string | undefined;
  /** Whether there were uncommitted changes. */
  changed: boolean;
}

const backends = ['cpu', 'wasm', 'webgl', 'webgpu'].map((name) => `@tensorflow/tfjs-backend-${name}`);
const measuredPackages = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  ...backends,
  'webgpu',
  '@jax-js/jax',
];

/** Reads the versions of all packages that take part. In the bundle, those of the machine it was made on. */
export function readVersions(): Versions {
  const bundled = fileURLToPath(new URL('./versions.json', import.meta.url));
  if (existsSync(bundled)) return JSON.parse(readFileSync(bundled, 'utf8')) as Versions;
  const changes = git('status', '--porcelain', '--', '.', ':!bench/results');
  return {
    node: process.version,
    v8: process.versions.v8,
    packages: Object.fromEntries(measuredPackages.map((name) => [name, versionOf(name)])),
    commit: git('rev-parse', 'HEAD'),
    changed: changes !== undefined && changes !== '',
  };
}

function versionOf(name: string): string {
  const manifest = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function git(...words: string[]): string | undefined {
  try {
    return execFileSync('git', words, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
