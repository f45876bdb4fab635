/** Makes the folder that checks and times GPUs on a machine without anything installed: `npm run bench:bundle`. */
import { chmodSync, copyFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { bundleScripts } from './build/bundle-scripts';
import { copyMachineFiles } from './build/copy-machine-files';
import { pack } from './build/pack';
import { writeData } from './build/write-data';

/** What the machine with the GPU takes. */
const mostBytes = 45e6;

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, 'reports/nin-gpu-bench');

await tf.setBackend('cpu');
await rm(folder, { recursive: true, force: true });
await bundleScripts(root, join(folder, 'app'));
await copyMachineFiles(folder);
await writeData(folder);
for (const name of ['run.sh', 'bench.py', 'README.md']) {
  copyFileSync(join(root, 'bench/bundle', name), join(folder, name));
}
chmodSync(join(folder, 'run.sh'), 0o755);
const { path, bytes } = pack(folder);
console.log(`${relative(process.cwd(), path)}: ${(bytes / 1e6).toFixed(1)} MB`);
if (bytes > mostBytes) {
  console.error(`bench: the bundle must have at most ${mostBytes / 1e6} MB`);
  process.exitCode = 1;
}
