import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import type { TestProjectConfiguration } from 'vitest/config';
import { chromiumArgs, chromiumPath } from './internal/testing/src/chromium.ts';
import { readmeTests } from './internal/testing/src/readme-tests.ts';
import { softwareVulkan } from './internal/testing/src/software-vulkan.ts';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tests run against the sources; `check:artifacts` looks at what is published. */
const nodeAlias = {
  find: /^@nin\/backends$/,
  replacement: source('packages/backends/src/index.node.ts'),
};
const alias = [
  { find: /^@nin\/cifar\/(node|browser)$/, replacement: source('packages/cifar/src') + '/$1/index.ts' },
  { find: /^@nin\/(checks|durable-files|markup)$/, replacement: source('internal') + '/$1/src/index.ts' },
  { find: /^@nin\/testing\/(.+)$/, replacement: source('internal/testing/src') + '/$1.ts' },
  { find: /^@nin\/blocks\/(fields|testing)$/, replacement: source('packages/blocks/src') + '/$1/index.ts' },
  { find: /^@nin\/recipes\/report$/, replacement: source('packages/recipes/src/report/index.ts') },
  { find: /^@nin\/testing$/, replacement: source('internal/testing/src/index.ts') },
  { find: /^@nin\/([a-z]+)$/, replacement: source('packages') + '/$1/src/index.ts' },
];

const browser = await chromiumPath();
// Tests in Node run in processes of their own, which inherit the environment of this one. Vulkan's loader reads it when a
// process starts, so `test.env` would be too late.
Object.assign(process.env, await softwareVulkan(browser));

/** Pages get memory that threads share only with these two headers. */
const crossOriginIsolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * The one list of test projects.
 * `*.test.ts` runs in Node. `*.tensor.test.ts` runs in Node (cpu, wasm, webgpu) and again in Chromium (webgl).
 * `*.browser.test.ts` runs in Chromium only. A README is a test file: its examples run in Node.
 */
export const projects: TestProjectConfiguration[] = [
  {
    resolve: { alias: [nodeAlias, ...alias] },
    plugins: [readmeTests()],
    test: {
      name: 'node',
      include: [
        '{packages,examples,internal}/*/test/**/*.test.ts',
        'bench/test/**/*.test.ts',
        'packages/*/README.md',
      ],
      exclude: ['**/*.{browser,full,artifact}.test.ts', '**/node_modules/**'],
      testTimeout: 60_000,
    },
  },
  {
    resolve: { alias },
    server: { headers: crossOriginIsolation },
    optimizeDeps: {
      include: [
        '@tensorflow/tfjs-core',
        '@tensorflow/tfjs-layers',
        '@tensorflow/tfjs-backend-cpu',
        '@tensorflow/tfjs-backend-wasm',
        '@tensorflow/tfjs-backend-webgl',
        '@tensorflow/tfjs-backend-webgpu',
      ],
    },
    test: {
      name: 'browser',
      include: ['{packages,examples,internal}/*/test/**/*.{tensor,browser}.test.ts'],
      testTimeout: 120_000,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: { executablePath: browser, args: chromiumArgs },
        }),
        instances: [{ browser: 'chromium' }],
      },
    },
  },
];

/**
 * The projects of `vitest.full.config.ts`.
 * `*.full.test.ts` takes minutes, as real training does. `*.artifact.test.ts` looks at the packages as published, so it
 * sees no alias to the sources.
 */
export const fullProjects: TestProjectConfiguration[] = [
  {
    resolve: { alias: [nodeAlias, ...alias] },
    plugins: [readmeTests()],
    test: {
      name: 'full',
      include: ['{packages,examples,internal}/*/test/**/*.full.test.ts', 'bench/test/**/*.full.test.ts'],
      testTimeout: 30 * 60_000,
      hookTimeout: 30 * 60_000,
    },
  },
  {
    test: {
      name: 'artifacts',
      include: ['internal/*/test/**/*.artifact.test.ts'],
      testTimeout: 5 * 60_000,
      hookTimeout: 5 * 60_000,
    },
  },
];
