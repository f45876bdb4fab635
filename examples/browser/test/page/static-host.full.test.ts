import { chromiumArgs, chromiumPath } from '@nin/testing/chromium';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainHost } from './static-host';

let host: Awaited<ReturnType<typeof plainHost>>;
let browser: Browser;
beforeAll(async () => {
  host = await plainHost();
  browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs });
});
afterAll(async () => {
  await browser.close();
  host.close();
});

test('a host that sets no headers gives threads all the same, and the page loads twice at most', async () => {
  const page = await browser.newPage();
  let loads = 0;
  page.on('load', () => loads++);
  await page.goto(host.url);
  await page.waitForFunction(() => globalThis.crossOriginIsolated);
  await page.getByRole('tab').first().waitFor();
  await page.waitForTimeout(500);
  expect(loads).toBeLessThanOrEqual(2);
  expect(
    await page.evaluate(
      () => new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer.byteLength,
    ),
  ).toBe(65_536);
  await page.close();
});

test('without service workers the page works, not isolated', async () => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(host.url);
  await page.getByRole('tab').first().waitFor();
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(false);
  await context.close();
});
