import { chromiumArgs, chromiumPath } from '@nin/testing/chromium';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SelectBackend } from '../src/index';
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

/** What `selectBackend('wasm')` says in a new page, once for each given path, and whether `fetch` is as it was. */
async function refusals(
  pagePath: string,
  ...wasmPaths: (string | undefined)[]
): Promise<{ said: string[]; restored: boolean }> {
  const page = await browser.newPage();
  await page.goto(served.url + pagePath);
  await page.addScriptTag({ url: '/page.js', type: 'module' });
  const result = await page.evaluate(async (paths) => {
    const before = globalThis.fetch;
    const { selectBackend } = globalThis as unknown as { selectBackend: SelectBackend };
    const said: string[] = [];
    for (const wasmPath of paths) {
      said.push(
        await selectBackend('wasm', { wasmPath: wasmPath ?? undefined }).then(
          ({ name }) => name,
          (error: Error) => error.message,
        ),
      );
    }
    return { said, restored: globalThis.fetch === before };
  }, wasmPaths);
  await page.close();
  return result;
}

const start = "selectBackend: no backend for 'wasm': wasm: it did not start: ";
const advice =
  'the option wasmPath must be the URL of a folder that serves the .wasm files of @tensorflow/tfjs-backend-wasm/dist';
const file = 'tfjs-backend-wasm-threaded-simd.wasm';

test('a path without binaries throws with the URL and the option', async () => {
  const { said, restored } = await refusals('', '/nowhere', '/');
  expect(said).toEqual([
    `${start}${served.url}nowhere/${file} returned status 404; ${advice}`,
    "selectBackend: no backend for 'wasm': wasm: tfjs ignores wasmPath after it has failed to load its .wasm files: " +
      'reload the page and pass wasmPath in the first call',
  ]);
  expect(restored).toBe(true);
});

test('a server that returns its page for every path throws with the URL and the option', async () => {
  const { said } = await refusals('', '/page-for-all/');
  expect(said).toEqual([
    `${start}${served.url}page-for-all/${file} returned an HTML page (text/html); ${advice}`,
  ]);
});

test('a missing wasmPath throws with the URL and the option', async () => {
  const { said } = await refusals('elsewhere/', undefined);
  expect(said).toEqual([`${start}${served.url}elsewhere/${file} returned status 404; ${advice}`]);
});

test('a path without a trailing slash works', async () => {
  expect(await refusals('', '/binaries')).toEqual({ said: ['wasm'], restored: true });
});
