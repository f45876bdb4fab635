import { chromiumArgs, chromiumPath } from '@nin/testing/chromium';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BackendInfo, SelectBackend } from '../src/index';
import { serveMinified } from './served-page';

let browser: Browser;
let served: Awaited<ReturnType<typeof serveMinified>>;
beforeAll(async () => {
  served = await serveMinified('select-in-page.js');
  browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs });
});
afterAll(async () => {
  await browser.close();
  served.close();
});

async function openPage(before?: () => void): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  if (before) await page.addInitScript(before);
  await page.goto(served.url);
  return { page, complaints };
}

/** Selects wasm with three threads in the page itself, and checks that workers are unchanged afterwards. */
async function selectInPage(page: Page): Promise<{ info: BackendInfo; restored: boolean }> {
  await page.addScriptTag({ url: '/page.js', type: 'module' });
  return page.evaluate(async () => {
    const postMessage = () =>
      Object.getOwnPropertyDescriptor(Worker.prototype, 'postMessage')?.value as unknown;
    const before = postMessage();
    const { selectBackend } = globalThis as unknown as { selectBackend: SelectBackend };
    const info = await selectBackend('wasm', { wasmPath: '/', threads: 3 });
    return { info, restored: postMessage() === before };
  });
}

test('wasm starts with threads in a minified page', async () => {
  const { page, complaints } = await openPage();
  const { info, restored } = await selectInPage(page);
  expect(info.device).toMatch(/WebAssembly, 3 threads$/);
  expect(restored).toBe(true);
  expect(complaints).toEqual([]);
  await page.close();
});

test('wasm starts with threads in a minified worker', async () => {
  const { page, complaints } = await openPage();
  const info = await page.evaluate(
    () =>
      new Promise<BackendInfo>((resolve, reject) => {
        const worker = new Worker('/page.js', { type: 'module' });
        worker.onmessage = ({ data }: MessageEvent<BackendInfo>) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(['wasm', { wasmPath: '/', threads: 3 }]);
      }),
  );
  expect(info.device).toMatch(/WebAssembly, 3 threads$/);
  expect(complaints).toEqual([]);
  await page.close();
});

test('wasm runs with one thread and reports the reason if the threads of tfjs do not start', async () => {
  const { page, complaints } = await openPage(() => {
    const send = Object.getOwnPropertyDescriptor(Worker.prototype, 'postMessage')?.value as () => void;
    const broken = new Blob(['throw new Error("no luck")']);
    Worker.prototype.postMessage = function (this: Worker, message: { cmd?: string }) {
      const sent = message.cmd === 'load' ? { ...message, urlOrBlob: broken } : message;
      Reflect.apply(send, this, [sent]);
    };
  });
  const { info, restored } = await selectInPage(page);
  expect(info).toMatchObject({ name: 'wasm', threads: 1 });
  expect(info.device).toMatch(/WebAssembly, 1 thread \(a thread of tfjs did not start: .+\)$/);
  expect(restored).toBe(true);
  expect(complaints).toEqual([]);
  await expect.poll(() => page.workers().length).toBe(0);
  await page.close();
});
