import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { isolationHeaders } from '@nin/isolation-headers';
import { chromiumPath } from '@nin/testing/chromium';
import type { Reply } from '../measure/reply';

/** Pages have WebGPU only in a secure context, which this is without a server: requests are answered here. */
const address = 'http://localhost/';

/**
 * Does one job in a worker of an empty page of a new browser: the GPU's process and its compiled shaders must be fresh.
 *
 * Never fails: a page that crashes or hangs is a job that cannot be done, with the reason.
 */
export async function runInPage<Measured>(
  job: object,
  { limitSeconds, browserArgs }: { limitSeconds: number; browserArgs: readonly string[] },
): Promise<Reply<Measured>> {
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...browserArgs] });
  let late = false;
  const stop = setTimeout(() => {
    late = true;
    void browser.close();
  }, 1000 * limitSeconds);
  try {
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`page: ${message.text()}`);
    });
    await serve(page);
    await page.goto(address);
    return (await page.evaluate(measureInWorker, job)) as Reply<Measured>;
  } catch (error) {
    if (late) return { cannot: `it did not end within ${limitSeconds} s` };
    return { cannot: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(stop);
    await browser.close();
  }
}

/** An empty page, the scripts of its worker, and the binaries that the wasm backend fetches. */
async function serve(page: Page): Promise<void> {
  const scripts = fileURLToPath(new URL('../worker', import.meta.url));
  const binaries = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
  const files = new Map([
    ['/', { contentType: 'text/html', body: Buffer.from('<!doctype html><title>bench</title>') }],
  ]);
  const add = async (folder: string, path: string, ending: string, contentType: string) => {
    for (const name of (await readdir(folder)).filter((one) => one.endsWith(ending))) {
      files.set(`${path}${name}`, { contentType, body: await readFile(join(folder, name)) });
    }
  };
  await add(scripts, '/', '.js', 'text/javascript');
  await add(binaries, '/wasm/', '.wasm', 'application/wasm');
  await page.route(`${address}**`, (route, request) => {
    const file = files.get(new URL(request.url()).pathname);
    return route.fulfill(
      file ? { ...file, headers: isolationHeaders } : { status: 404, headers: isolationHeaders },
    );
  });
}

/** Runs in the page. */
function measureInWorker(job: object): Promise<Reply<unknown>> {
  return new Promise((resolve) => {
    const worker = new Worker('/in-worker.js', { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Reply<unknown>>) => resolve(data);
    worker.onerror = ({ message }) => resolve({ cannot: message || 'the worker did not start' });
    worker.postMessage(job);
  });
}
