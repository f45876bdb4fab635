import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './axe';
import { serveLab, type ServedLab } from './open-lab';
import { smallTraining, trainHash } from './small-training';

let lab: ServedLab;
beforeAll(async () => (lab = await serveLab()));
afterAll(() => lab.close());

const names = ['Network', 'Data', 'Train', 'Look inside', 'Compare'];

describe('the page', () => {
  test('loads at most 600 kB, compressed, before a backend is chosen', async () => {
    const { page, close } = await lab.open({ hash: 'network' });
    await page.waitForLoadState('networkidle');
    const urls = await page.evaluate(() => [
      location.href,
      ...performance.getEntriesByType('resource').map(({ name }) => name),
    ]);
    const loaded = await Promise.all(
      [...new Set(urls)].map(async (url) => {
        const bytes = await (await fetch(url)).arrayBuffer();
        return { url, bytes: gzipSync(bytes).length };
      }),
    );
    expect(loaded.length).toBeGreaterThan(2);
    expect(loaded.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(600_000);
    expect(loaded.filter(({ url }) => url.endsWith('.wasm'))).toEqual([]);
    await close();
  });

  test('goes from part to part by keyboard, address and history', async () => {
    const { page, complaints, close } = await lab.open({ hash: 'train' });
    const selected = () => page.getByRole('tab', { selected: true }).textContent();
    expect(await selected()).toBe('Train');
    await page.getByRole('tab', { name: 'Train' }).press('ArrowRight');
    expect(await selected()).toBe('Look inside');
    expect(page.url()).toMatch(/#inside$/);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('tab-inside');
    await page.goBack();
    expect(await selected()).toBe('Train');
    expect(complaints).toEqual([]);
    await close();
  });

  test('lets the keyboard skip to the part that is shown', async () => {
    const { page, close } = await lab.open({ hash: 'train' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('tool');
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Train');
    await close();
  });

  test('keeps what is set over a reload, and takes the experiment of a link into an open tab', async () => {
    const { page, close } = await lab.open({ hash: 'train' });
    const epochs = page.getByLabel('Epochs', { exact: true });
    await epochs.fill('17');
    await page.reload();
    expect(await epochs.inputValue()).toBe('17');
    const linked = smallTraining();
    await page.evaluate((hash) => (location.hash = hash), trainHash(linked, 'wasm'));
    await page.waitForFunction(() => !location.hash.includes('?'));
    expect(await epochs.inputValue()).toBe(String(linked.epochs));
    await page.evaluate(() => (location.hash = 'train?experiment=cut'));
    await page.getByRole('alert').getByText('The link is damaged').waitFor();
    await close();
  });

  test('speaks Russian to who wants it, and remembers', async () => {
    const { page, close } = await lab.open({ locale: 'ru-RU' });
    await page.getByRole('tab', { name: 'Обучение' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ru');
    await page.getByLabel('Язык').selectOption('en');
    await page.reload();
    await page.getByRole('tab', { name: 'Train' }).waitFor();
    await close();
  });

  test.each([
    { colorScheme: 'light', locale: 'en-GB', width: 1400 },
    { colorScheme: 'dark', locale: 'ru-RU', width: 390 },
  ] as const)('is accessible: $colorScheme, $locale, $width pixels wide', async ({ width, ...options }) => {
    const { page, complaints, close } = await lab.open({ ...options, viewport: { width, height: 900 } });
    const tabs = await page.getByRole('tab').all();
    expect(tabs).toHaveLength(names.length);
    for (const tab of tabs) {
      await tab.click();
      expect(await violations(page)).toEqual([]);
      // Nothing sticks out to the right: wide things scroll in boxes of their own.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    expect(complaints).toEqual([]);
    await close();
  });
});
