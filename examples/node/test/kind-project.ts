import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyFolder } from './run-nin';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** A folder in which the packages of the repository are installed, with modules of ours in it. */
export function kindProject(...modules: ('bottleneck' | 'scaling-layer')[]): string {
  const folder = emptyFolder();
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'), 'dir');
  for (const name of modules) {
    copyFileSync(fileURLToPath(new URL(`fixtures/${name}.js`, import.meta.url)), join(folder, `${name}.js`));
  }
  return folder;
}

/** Writes network.json: a small block of the kind `nin`, which it does not name, and two of another kind. */
export function writeNetwork(folder: string, kind: string, change: object = {}): void {
  const pool = { kind: 'max', size: 4 };
  const blocks = [
    { filters: 4, kernelSize: 3, mlpLayers: 1, pool },
    { kind, filters: 8, pool },
    { kind, filters: 7 },
  ];
  const network = { inputShape: [32, 32, 3], blocks, head: 'globalAverage', ...change };
  writeFileSync(join(folder, 'network.json'), JSON.stringify(network));
}

/** Options of a training of a second. */
export const small = [
  '--data',
  'synthetic',
  '--limit-train',
  '64',
  '--limit-test',
  '20',
  '--batch-size',
  '16',
];

/** What the tests read of `config.json`. */
export interface Config {
  network: { blocks: { kind?: string; filters: number }[] };
  run: { name: string; use?: { module: string; kinds: string[]; sha256: string }[] };
}

/** The SHA-256 of a file. */
export const digestOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** The `config.json` of the run in a folder. */
export const configOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'run/config.json'), 'utf8')) as Config;

/** The line before the code of a module runs that the command line does not name. */
export const running = (cwd: string, file: string, by = 'run/config.json') =>
  `Running the code of ${join(cwd, file)}, which ${join(cwd, by)} names\n`;

/** The parameters that train the network of a folder for an epoch. */
export const train = (...parameters: string[]) =>
  ['train', 'network.json', ...small, '--epochs', '1', '--out', 'run', ...parameters] as const;
