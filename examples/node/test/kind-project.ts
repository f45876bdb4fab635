import { copyFileSync, symlinkSync, writeFileSync } from 'node:fs';
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
