import { join } from 'node:path';
import { loadCifar10, resolveCacheDirectory } from '@nin/cifar/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveLab, type ServedLab } from './open-lab';

const names = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`).concat('test_batch.bin');

let lab: ServedLab;
beforeAll(async () => {
  await loadCifar10();
  lab = await serveLab();
}, 300_000);
afterAll(() => lab.close());

test('the official files of a person are verified, kept in the browser, and there after a reload, without a server', async () => {
  const { page, complaints, close } = await lab.open({ hash: 'data' });
  await page.context().route('**/cifar-10-batches-bin/*', (route) => route.abort());
  const files = names.map((name) => join(resolveCacheDirectory(), 'cifar-10-batches-bin', name));
  await page.locator('input[type="file"]').setInputFiles(files);
  const loaded = page.getByText('These images are loaded.');
  await loaded.waitFor({ timeout: 60_000 });
  await page.reload();
  expect(await loaded.count()).toBe(0);
  await page.getByRole('button', { name: 'Load', exact: true }).click();
  await loaded.waitFor({ timeout: 60_000 });
  expect(await page.getByRole('tabpanel').innerText()).toMatch(/50,000[\s\S]*10,000/);
  expect(complaints).toEqual([]);
  await close();
}, 180_000);
