import { fileURLToPath } from 'node:url';
import { chromiumArgs, chromiumPath } from '@nin/testing/chromium';
import { chromium, type BrowserContextOptions, type Page } from 'playwright';
import { preview } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The built lab, served as `npm run lab` serves it, and a browser to open it in. */
export interface ServedLab {
  url: string;
  open: (options?: OpenOptions) => Promise<LabPage>;
  /** Ends the browser's GPU process, which loses every device and context, as a crashed driver does. */
  crashGpu: () => Promise<void>;
  close: () => Promise<void>;
}

/** How a page is opened. */
export interface OpenOptions extends BrowserContextOptions {
  /** What comes behind `#` in the address. */
  hash?: string;
  /** Script that runs in the page before its own. */
  before?: string;
}

/** A page with storage of its own, and what must not happen in it. */
export interface LabPage {
  page: Page;
  /** Errors and warnings on the console, uncaught errors, refused requests, requests to another host. */
  complaints: string[];
  close: () => Promise<void>;
}

/** Serves the built page and starts a browser. `without` takes flags of the browser away, `flags` adds some. */
export async function serveLab({
  flags = [],
  without = [],
}: { flags?: readonly string[]; without?: readonly string[] } = {}): Promise<ServedLab> {
  const server = await preview({ root, logLevel: 'silent', preview: { port: 0, strictPort: false } });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('the preview server tells no address');
  const browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: [...chromiumArgs.filter((flag) => !without.some((start) => flag.startsWith(start))), ...flags],
  });
  return {
    url,
    async open({ hash = '', before, ...contextOptions } = {}) {
      const context = await browser.newContext({ locale: 'en-GB', ...contextOptions });
      if (before) await context.addInitScript(before);
      const page = await context.newPage();
      const complaints = watch(page, url);
      await page.goto(`${url}${hash && `#${hash}`}`);
      return { page, complaints, close: () => context.close() };
    },
    async crashGpu() {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.crashGpuProcess');
      await session.detach();
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

function watch(page: Page, url: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) =>
    complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`),
  );
  page.on('request', (request) => {
    const foreign = !/^(data|blob):/.test(request.url()) && !request.url().startsWith(url);
    if (foreign) complaints.push(`leaves the page: ${request.url()}`);
  });
  return complaints;
}
