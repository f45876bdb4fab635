/** `npm run bench:bundle`: makes the folder that checks and times GPUs on a machine without anything installed. */
import { chmodSync, copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { take } from '@nin/cifar';
import { loadCifar10 } from '@nin/cifar/node';
import { build } from 'tsup';
import { readVersions } from '../run/describe-machine';
import { scenarioFacts, scenarios } from '../scenarios';
import { copyInto, copyMachineFiles, pack } from './machine-files';
import { torchNetwork } from './torch-network';

/** Limit of the machines with GPUs that this was made for. */
const mostBytes = 45e6;

/** Images of CIFAR-10 in the bundle. */
const imageCounts = { train: 4000, test: 1000 };

/** Bundled CommonJS reads these names, which modules do not have. */
const commonJsNames = `
import { createRequire as bundleRequire } from 'node:module';
import { dirname as bundleFolder } from 'node:path';
import { fileURLToPath as bundlePath } from 'node:url';
const require = bundleRequire(import.meta.url);
const __filename = bundlePath(import.meta.url);
const __dirname = bundleFolder(__filename);`;

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, 'reports/nin-gpu-bench');

await tf.setBackend('cpu');
rmSync(folder, { recursive: true, force: true });
await bundleScripts();
writeFileSync(join(folder, 'app/versions.json'), JSON.stringify(readVersions()));
await copyMachineFiles(folder);
await writeImages();
const networks = scenarios.map((one) => {
  const { network, optimizer, seed } = one.experiment;
  return { ...scenarioFacts(one), batch: one.batch, optimizer, seed, ...torchNetwork(network) };
});
writeFileSync(join(folder, 'networks.json'), JSON.stringify(networks, null, 1));
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

/** Bundles all programs with tfjs and our packages from their sources, and the tensor tests of `@nin/backends` as checks. */
async function bundleScripts(): Promise<void> {
  const tests = join(root, 'packages/backends/test');
  // Tests of WebGL are for pages.
  const checks = readdirSync(tests).filter((name) => /^(?!webgl).*\.tensor\.test\.ts$/.test(name));
  const programs = {
    main: 'main.ts',
    'in-process': 'measure/in-process.ts',
    checks: 'bundle/checks.ts',
    'run-check': 'bundle/run-check.ts',
    train: 'bundle/train.ts',
    'find-adapter': 'bundle/find-adapter.ts',
  };
  const source = (path: string) => join(root, 'bench/src', path);
  const testing = ['chromium', 'closeness', 'gradient-check', 'leak-guard', 'random', 'software-vulkan'];
  const packages = ['blocks', 'cifar', 'optimizers', 'recipes', 'trainer'];
  const alias = {
    vitest: source('bundle/vitest.ts'),
    '@nin/testing': source('bundle/testing.ts'),
    ...Object.fromEntries(
      testing.map((name) => [`@nin/testing/${name}`, join(root, `internal/testing/src/${name}.ts`)]),
    ),
    '@nin/backends': join(root, 'packages/backends/src/index.node.ts'),
    '@nin/blocks/fields': join(root, 'packages/blocks/src/fields/index.ts'),
    ...Object.fromEntries(
      packages.map((name) => [`@nin/${name}`, join(root, `packages/${name}/src/index.ts`)]),
    ),
  };
  await build({
    config: false,
    entry: {
      ...Object.fromEntries(Object.entries(programs).map(([name, path]) => [name, source(path)])),
      ...Object.fromEntries(
        checks.map((name) => [`check-${name.split('.tensor')[0].replace('.', '-')}`, join(tests, name)]),
      ),
    },
    outDir: join(folder, 'app'),
    format: ['esm'],
    platform: 'node',
    target: 'node20',
    splitting: true,
    noExternal: [/.*/],
    minifyWhitespace: true,
    silent: true,
    banner: { js: commonJsNames },
    esbuildOptions(options) {
      // Dawn's binary lies beside its package. Browsers and jax-js are not used in the bundle.
      options.external = ['webgpu', 'playwright', '@jax-js/jax'];
      options.alias = alias;
    },
  });
  // Some checks compare with results of wasm.
  const wasm = '@tensorflow/tfjs-backend-wasm';
  for (const kind of ['', '-simd', '-threaded-simd']) {
    await copyInto(wasm, `tfjs-backend-wasm${kind}.wasm`, join(folder, 'app'));
  }
}

async function writeImages(): Promise<void> {
  const splits = await loadCifar10({
    onProgress: ({ phase, message }) => {
      if (phase === 'notice') console.error(message);
    },
  });
  for (const name of ['train', 'test'] as const) {
    const { images, labels } = take(splits[name], imageCounts[name]);
    writeFileSync(join(folder, `app/${name}-images.bin`), images);
    writeFileSync(join(folder, `app/${name}-labels.bin`), labels);
  }
}
