import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'tsup';

const source = 'bench/src/bundle';

/** The programs of the bundle. */
const programs = {
  bench: `${source}/app/bench.ts`,
  'measure-in-node': 'bench/src/gpu/measure-in-node.ts',
  checks: `${source}/app/checks.ts`,
  'run-check': `${source}/app/run-check.ts`,
  train: `${source}/app/train.ts`,
  'find-adapter': `${source}/app/find-adapter.ts`,
};

/** Bundled CommonJS asks for these, which modules do not have. */
const banner = `
import { createRequire as bundleRequire } from 'node:module';
import { dirname as bundleFolder } from 'node:path';
import { fileURLToPath as bundlePath } from 'node:url';
const require = bundleRequire(import.meta.url);
const __filename = bundlePath(import.meta.url);
const __dirname = bundleFolder(__filename);`;

/**
 * Bundles all programs, with tfjs and our packages from their sources, and the tensor tests of `@nin/backends` as the
 * kernel checks.
 */
export async function bundleScripts(root: string, folder: string): Promise<void> {
  const at = (path: string) => join(root, path);
  const entry = { ...programs, ...checks(root) };
  await build({
    config: false,
    entry: Object.fromEntries(Object.entries(entry).map(([name, path]) => [name, at(path)])),
    outDir: folder,
    format: ['esm'],
    platform: 'node',
    target: 'node20',
    splitting: true,
    noExternal: [/.*/],
    minifyWhitespace: true,
    silent: true,
    banner: { js: banner },
    esbuildOptions(options) {
      // Dawn's binary lies beside its package. Nothing here drives a browser.
      options.external = ['webgpu', 'playwright'];
      options.alias = {
        vitest: at(`${source}/checks/vitest.ts`),
        '@nin/testing': at(`${source}/checks/testing.ts`),
        ...Object.fromEntries(
          ['chromium', 'closeness', 'gradient-check', 'leak-guard', 'random', 'software-vulkan'].map(
            (name) => [`@nin/testing/${name}`, at(`internal/testing/src/${name}.ts`)],
          ),
        ),
        '@nin/backends': at('packages/backends/src/index.node.ts'),
        ...Object.fromEntries(
          ['blocks', 'cifar', 'optimizers', 'trainer'].map((name) => [
            `@nin/${name}`,
            at(`packages/${name}/src/index.ts`),
          ]),
        ),
      };
    },
  });
}

function checks(root: string): Record<string, string> {
  const folder = 'packages/backends/test';
  const tests = readdirSync(join(root, folder)).filter((name) => name.endsWith('.tensor.test.ts'));
  return Object.fromEntries(
    // WebGL's are for pages.
    tests
      .filter((name) => !name.startsWith('webgl'))
      .map((name) => [`check-${name.replace(/(\.full)?\.tensor\.test\.ts$/, '')}`, join(folder, name)]),
  );
}
