import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BackendInfo } from '@nin/backends';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveLab, type LabPage, type ServedLab } from '../page/open-lab';

const assets = fileURLToPath(new URL('../../dist/assets', import.meta.url));

let served: ServedLab;
let script: string;
beforeAll(async () => {
  served = await serveLab();
  const names = await readdir(assets);
  script = `assets/${names.find((name) => /^lab-worker-.*\.js$/.test(name))}`;
});
afterAll(() => served.close());

/** Starts the built worker in a page and calls one of its functions, in the words of Comlink. */
function callWorker<Result>({ page }: LabPage, name: string, argument: unknown): Promise<Result> {
  return page.evaluate(
    ({ script, name, argument }) =>
      new Promise<Result>((resolve, reject) => {
        const worker = new Worker(new URL(script, location.href), { type: 'module' });
        worker.onmessage = ({ data }: MessageEvent<{ type: string; value: Result }>) => {
          worker.terminate();
          if (data.type === 'RAW') resolve(data.value);
          else reject(new Error(JSON.stringify(data)));
        };
        worker.onerror = ({ message }) => reject(new Error(message));
        const argumentList = [{ type: 'RAW', value: argument }];
        worker.postMessage({ id: 'call', type: 'APPLY', path: [name], argumentList });
      }),
    { script, name, argument },
  );
}

// Minified and in a worker of its own, where threads start from what tfjs makes a text of.
test('wasm starts with threads in the built worker', async () => {
  const lab = await served.open();
  const info = await callWorker<BackendInfo>(lab, 'selectBackend', 'wasm');
  const cores = await lab.page.evaluate(() => navigator.hardwareConcurrency);
  expect([info.name, info.threads]).toEqual(['wasm', Math.min(16, cores)]);
  expect(lab.complaints).toEqual([]);
  await lab.close();
});

test('the built worker picks a backend by itself, and a 1×1 convolution on it is a perceptron', async () => {
  const lab = await served.open();
  const request = { size: 4, channels: 3, units: 2, seed: 1 };
  const found = await callWorker<{ backend: string; difference: number }>(lab, 'comparePerceptron', request);
  // GPUs in software, as tests have, are passed over.
  expect(found.backend).toBe('wasm');
  expect(found.difference).toBeLessThan(1e-5);
  await lab.close();
});
