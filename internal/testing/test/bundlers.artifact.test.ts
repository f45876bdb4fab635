import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumArgs, chromiumPath } from '../src/chromium';
import { bundlers } from './bundlers/bundle';
import { makeProject, packInto } from './bundlers/project';
import { serveFolder } from './bundlers/serve-folder';

/** What the README says to install for pages without a GPU. */
const documented = ['core', 'layers', 'backend-wasm', 'backend-cpu'];
const gpuPeers = ['backend-webgl', 'backend-webgpu'];

interface Trained {
  name: string;
  rejected: { name: string; reason: string }[];
  losses: number[];
}

let folder: string;
let browser: Browser;

const project = (gpu: boolean) => join(folder, gpu ? 'with-gpu' : 'without-gpu');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nin-bundlers-'));
  const tarball = await packInto(folder, 'packages/backends');
  const install = (gpu: boolean) =>
    makeProject(project(gpu), [
      tarball,
      ...[...documented, ...(gpu ? gpuPeers : [])].map((name) => `@tensorflow/tfjs-${name}`),
    ]);
  await Promise.all([install(false), install(true)]);
  browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs });
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Bundles a project, and trains on each page that comes of it. */
async function trainedPages(bundler: string, gpu: boolean, preference: string): Promise<Trained[]> {
  const bundle = await bundlers[bundler](project(gpu));
  const binaries = join(project(gpu), 'node_modules/@tensorflow/tfjs-backend-wasm/dist');
  const served = await serveFolder(bundle.folder, { wasm: binaries });
  try {
    const trained: Trained[] = [];
    for (const path of bundle.pages) {
      const page = await browser.newPage();
      await page.goto(served.url + path);
      await page.waitForFunction(() => 'train' in globalThis);
      trained.push(
        await page.evaluate(
          (name) =>
            (globalThis as unknown as { train: (...request: unknown[]) => Promise<Trained> }).train(name, {
              wasmPath: '/wasm/',
            }),
          preference,
        ),
      );
      await page.close();
    }
    return trained;
  } finally {
    served.close();
  }
}

function expectLearned({ losses }: Trained): void {
  // Two classes: an untrained network's loss is near ln 2, and one class alone is soon learned.
  expect(losses[0]).toBeGreaterThan(0);
  expect(losses[2]).toBeLessThan(losses[0]);
}

describe.concurrent.each(Object.keys(bundlers))('bundled with %s, not configured', (bundler) => {
  test('the documented install trains on wasm, and says how to get the backends that are not installed', async () => {
    for (const trained of await trainedPages(bundler, false, 'auto')) {
      expect(trained.name).toBe('wasm');
      expect(trained.rejected.map(({ reason }) => reason)).toEqual([
        expect.stringContaining('npm i @tensorflow/tfjs-backend-webgpu'),
        expect.stringContaining('npm i @tensorflow/tfjs-backend-webgl'),
      ]);
      expectLearned(trained);
    }
  });

  test('GPU backends that are installed are in the bundle', async () => {
    for (const trained of await trainedPages(bundler, true, 'webgl')) {
      expect(trained.name).toBe('webgl');
      expectLearned(trained);
    }
  });
});
