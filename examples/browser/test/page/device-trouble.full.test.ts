import type { NinBlock } from '@nin/blocks';
import { applySettings } from '@nin/recipes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveLab, type ServedLab } from './open-lab';
import { figure, phase, smallTraining, trainHash, trainToEnd } from './small-training';

let lab: ServedLab;
// Browsers keep a page from the GPU for a while after a crash; a test cannot wait for that.
beforeAll(async () => (lab = await serveLab({ flags: ['--disable-domain-blocking-for-3d-apis'] })));
afterAll(() => lab.close());

describe('a device that fails', () => {
  test.each(['webgpu', 'webgl'] as const)(
    '%s is lost in training: told, and continued after the last kept epoch',
    async (backend) => {
      const { page, close } = await lab.open({
        hash: trainHash(smallTraining({ epochs: 5 }), backend),
      });
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await page.locator('.epoch-place', { hasText: 'Epoch 3 of 5' }).waitFor({ timeout: 120_000 });
      await lab.crashGpu();
      expect(await phase(page, 'Failed', 'Finished')).toBe('Failed');
      await page
        .getByText(/GPU was lost/)
        .first()
        .waitFor();
      await page.getByRole('button', { name: /^Continue/ }).click();
      expect(await phase(page, 'Finished', 'Failed')).toBe('Finished');
      await page.getByText('The epochs as a table').click();
      expect(await page.locator('details[open] tbody tr').count()).toBe(5);
      expect(parseFloat(await figure(page, 'accuracy, test'))).toBeGreaterThan(30);
      await close();
    },
    240_000,
  );

  test('a network too large for it is told, and a smaller one trains afterwards', async () => {
    const small = smallTraining();
    // 20,480 channels at 16,384 pixels a batch: more than a texture of this device holds.
    const [first, second] = small.network.blocks as readonly NinBlock[];
    const wide = { ...first, filters: 20_480, strides: 1, mlpLayers: 0 };
    const { page, close } = await lab.open({
      hash: trainHash(applySettings(small, { 'network.blocks': [wide, { ...second, strides: 8 }] }), 'webgl'),
    });
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    expect(await phase(page, 'Failed', 'Finished')).toBe('Failed');
    expect(await page.getByRole('alert').innerText()).toMatch(/too large/);
    await page.getByRole('tab', { name: 'Network' }).click();
    await page.getByRole('button', { name: /^Tiny/ }).click();
    await page.getByRole('tab', { name: 'Train' }).click();
    await page.getByLabel('Epochs', { exact: true }).fill('1');
    await page.getByLabel('Backend').selectOption('wasm');
    await trainToEnd(page);
    await close();
  }, 240_000);
});
