import { existsSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { chromiumPath } from '../src/chromium';

afterEach(() => vi.unstubAllEnvs());

describe('chromiumPath', () => {
  test('finds a browser here without any setting', async () => {
    vi.stubEnv('CHROMIUM_PATH', '');
    expect(existsSync(await chromiumPath())).toBe(true);
  });

  test('takes the one that CHROMIUM_PATH names', async () => {
    vi.stubEnv('CHROMIUM_PATH', process.execPath);
    expect(await chromiumPath()).toBe(process.execPath);
  });

  test('refuses a CHROMIUM_PATH that leads nowhere', async () => {
    vi.stubEnv('CHROMIUM_PATH', '/no/such/browser');
    await expect(chromiumPath()).rejects.toThrow(
      'CHROMIUM_PATH must name an executable, got /no/such/browser',
    );
  });
});
