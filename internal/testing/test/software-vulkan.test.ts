import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../src/chromium';
import { softwareVulkan } from '../src/software-vulkan';

const onLinux = process.platform === 'linux';

describe.runIf(onLinux)('softwareVulkan', () => {
  test('finds the driver beside the browser of the tests', async () => {
    const { LD_LIBRARY_PATH = '', VK_DRIVER_FILES = '' } = await softwareVulkan();
    expect(existsSync(VK_DRIVER_FILES)).toBe(true);
    expect(existsSync(join(LD_LIBRARY_PATH.split(delimiter)[0], 'libvulkan.so.1'))).toBe(true);
  });

  test('has been in force since this process started, once', async () => {
    // What Dawn reads is what the process was started with, not what it has set since.
    const { LD_LIBRARY_PATH, VK_DRIVER_FILES } = await softwareVulkan();
    const { default: fs } = await import('node:fs');
    const started = fs.readFileSync('/proc/self/environ', 'utf8').split('\0');
    expect(started).toContain(`VK_DRIVER_FILES=${VK_DRIVER_FILES}`);
    expect(started).toContain(`LD_LIBRARY_PATH=${LD_LIBRARY_PATH}`);
  });

  test('is an error where a browser comes without', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'browser-'));
    try {
      const browser = join(folder, 'chrome');
      await writeFile(browser, '');
      const installed = existsSync('/usr/lib/chromium/libvulkan.so.1');
      if (installed) expect((await softwareVulkan(browser)).VK_DRIVER_FILES).toContain('/usr/lib/chromium');
      else await expect(softwareVulkan(browser)).rejects.toThrow('need the Vulkan driver of Chromium');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('is the one of the browser named', async () => {
    const browser = await chromiumPath();
    expect(dirname((await softwareVulkan(browser)).VK_DRIVER_FILES ?? '')).toBe(dirname(browser));
  });
});
