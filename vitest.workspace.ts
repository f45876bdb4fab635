import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import type { TestProjectConfiguration } from 'vitest/config';
import { chromiumArgs, chromiumPath } from './internal/testing/src/chromium.ts';
import { readmeTests } from './internal/testing/src/readme-tests.ts';
import { softwareVulkan } from './internal/testing/src/software-vulkan.ts';
import { isolationHeaders } from './internal/isolation-headers/src/index.ts';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tests run against the sources; `check:artifacts` looks at what is published. */
const nodeAlias = {
  find: /^@nin\/backends$/,
  replacement: source('packages/backends/src/index.node.ts'),
};
const alias = [
  { find: /^@nin\/cifar\/(node|browser)$/, replacement: source('packages/cifar/src') + '/$1/index.ts' },
  {
    find: /^@nin\/(checks|durable-files|isolation-headers|markup)$/,
    replacement: source('internal') + '/$1/src/index.ts',
  },
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

const inNode = { resolve: { alias: [nodeAlias, ...alias] }, plugins: [readmeTests()] };
const inChromium = {
  resolve: { alias },
  server: { headers: isolationHeaders },
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
};
/** Vitest writes the project's name into `instances`, so that two projects cannot share them. */
const chromium = () => ({
  enabled: true,
  fileParallelism: false,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: { executablePath: browser, args: chromiumArgs } }),
  instances: [{ browser: 'chromium' as const }],
});

const tests = '{packages,examples,internal}/*/test/**';
/** Tests of what a process has one of: backends, registered classes, warnings given once. */
const ownProcess = [
  'packages/backends/test/**/!(*.tensor|*.browser).test.ts',
  'packages/*/README.md',
  'packages/blocks/test/no-backend.test.ts',
  'packages/trainer/test/{load-model,raw-pixels}.test.ts',
  'examples/lesson/test/lesson.test.ts',
];
const long = '**/*.full.*';

/**
 * What `npm test` runs. The table in CONTRIBUTING.md says which file runs in which project.
 * Files of the project `node` share processes: a new process loads TensorFlow.js again, which takes longer than most tests.
 */
export const projects: TestProjectConfiguration[] = [
  {
    ...inNode,
    test: {
      name: 'node',
      include: [`${tests}/*.test.ts`, 'bench/test/**/*.test.ts'],
      exclude: [long, '**/*.{browser,artifact}.test.ts', ...ownProcess],
      isolate: false,
      provide: { backends: ['cpu', 'wasm'] },
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  },
  {
    ...inNode,
    test: {
      name: 'isolated',
      include: ownProcess,
      exclude: [long],
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  },
  {
    ...inChromium,
    test: {
      name: 'browser',
      include: [`${tests}/*.browser.test.ts`],
      exclude: [long],
      testTimeout: 120_000,
      hookTimeout: 120_000,
      browser: chromium(),
    },
  },
];

/** The projects of `vitest.full.config.ts`: what takes minutes, tensors on GPUs, and the packages as published. */
export const fullProjects: TestProjectConfiguration[] = [
  {
    ...inNode,
    test: {
      name: 'full',
      include: [`${tests}/*.full{,.tensor}.test.ts`, 'bench/test/**/*.full.test.ts'],
      testTimeout: 30 * 60_000,
      hookTimeout: 30 * 60_000,
    },
  },
  {
    ...inChromium,
    test: {
      name: 'full-browser',
      include: [`${tests}/*.full.{tensor,browser}.test.ts`],
      testTimeout: 120_000,
      hookTimeout: 120_000,
      browser: chromium(),
    },
  },
  {
    ...inNode,
    test: {
      name: 'webgpu',
      include: [`${tests}/*.tensor.test.ts`],
      exclude: [long],
      isolate: false,
      provide: { backends: ['webgpu'] },
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
  },
  {
    ...inChromium,
    test: {
      name: 'webgl',
      include: [`${tests}/*.tensor.test.ts`],
      exclude: [long],
      provide: { backends: ['webgl'] },
      testTimeout: 120_000,
      hookTimeout: 120_000,
      browser: { ...chromium(), isolate: false },
    },
  },
  {
    // No alias to the sources.
    test: {
      name: 'artifacts',
      include: ['internal/*/test/**/*.artifact.test.ts'],
      testTimeout: 5 * 60_000,
      hookTimeout: 5 * 60_000,
    },
  },
];
