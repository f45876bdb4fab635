import { chromium, type Page } from 'playwright';
import { chromiumPath } from '@nin/testing/chromium';
import type { Reply } from '../measuring/measurement';

/** A file of the page's site. */
export interface ServedFile {
  contentType: string;
  body: string | Buffer;
}

/** Options of {@link inFreshPage}. */
export interface FreshPageOptions {
  /** After which the browser is closed: one that hangs must not hold up the rest. */
  limitSeconds: number;
  browserArgs: readonly string[];
  /** What the site has besides its page, by path such as `/worker.js`. Default: nothing. */
  files?: ReadonlyMap<string, ServedFile>;
  /** Of every answer of the site. Default: none. */
  headers?: Readonly<Record<string, string>>;
}

/** Pages have WebGPU only in a secure context, which this is without a server: requests are answered here. */
const address = 'http://localhost/';

const blank: ServedFile = { contentType: 'text/html', body: '<!doctype html><title>bench</title>' };

/**
 * Measures in an empty page of a browser of its own: the GPU's process and its compiled shaders must be fresh.
 *
 * Never fails: a page that crashes or hangs is a job that cannot be done, and says why.
 */
export async function inFreshPage<Measured>(
  measure: (page: Page) => Promise<Reply<Measured>>,
  { limitSeconds, browserArgs, files = new Map(), headers = {} }: FreshPageOptions,
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
    await page.route(`${address}**`, (route, request) => {
      const path = new URL(request.url()).pathname;
      const file = path === '/' ? blank : files.get(path);
      return route.fulfill(file ? { ...file, headers } : { status: 404, headers });
    });
    await page.goto(address);
    return await measure(page);
  } catch (error) {
    if (late) return { cannot: `it did not end within ${limitSeconds} s` };
    return { cannot: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(stop);
    await browser.close();
  }
}
