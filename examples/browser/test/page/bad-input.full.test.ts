import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveLab, type ServedLab } from './open-lab';
import { phase, smallTraining, trainHash, trainToEnd } from './small-training';

let lab: ServedLab;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nin-lab-input-'));
  lab = await serveLab();
});
afterAll(() => lab.close());

/** Chrome's own words for a file that the server does not have, and for not reading what it sent instead. */
const isMissing = (complaint: string) => complaint.includes('404') || complaint.includes('data_batch_1.bin');

describe('data that are none', () => {
  test('a truncated archive is refused, and the page goes on', async () => {
    const archive = join(folder, 'cifar-10-binary.tar.gz');
    await writeFile(archive, gzipSync(Buffer.alloc(100_000, 7)).subarray(0, 80));
    const { page, complaints, close } = await lab.open({ hash: 'data' });
    await page.locator('input[type="file"]').setInputFiles(archive);
    await page.getByText('CIFAR-10 could not be loaded').waitFor();
    expect(await page.getByRole('tabpanel').innerText()).toMatch(/must be a \.tar\.gz archive/);
    await page.getByRole('radio', { name: /Synthetic/ }).check();
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await page.getByText('These images are loaded.').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('a host without CIFAR-10 says what can be done', async () => {
    const { page, complaints, close } = await lab.open();
    await page
      .context()
      .route('**/cifar-10-batches-bin/*', (route) => route.fulfill({ status: 404, body: 'no' }));
    await page.getByRole('tab', { name: 'Data' }).click();
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await page.getByText('npx nin data').waitFor();
    expect(complaints.filter((complaint) => !isMissing(complaint))).toEqual([]);
    await close();
  });
});

describe('a picture', () => {
  test('that is none is refused; one that is gets its category maps', async () => {
    const text = join(folder, 'not-a-picture.png');
    await writeFile(text, 'no picture');
    const { page, complaints, close } = await lab.open({ hash: trainHash(smallTraining(), 'wasm') });
    await trainToEnd(page);
    await page.getByRole('tab', { name: 'Look inside' }).click();
    const choice = page.locator('input[type="file"]');
    await choice.setInputFiles(text);
    await page.getByText('This file cannot be read as a picture').waitFor();
    const icon = await aPicture();
    await choice.setInputFiles({ name: 'icon.svg.png', mimeType: 'image/png', buffer: icon });
    await page.getByText('The network says').waitFor();
    await page.getByText('This file cannot be read as a picture').waitFor({ state: 'detached' });
    const cut = icon.subarray(0, icon.length / 2);
    await choice.setInputFiles({ name: 'cut-short.png', mimeType: 'image/png', buffer: cut });
    await page.getByText('This file cannot be read as a picture').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('a browser that gives little', () => {
  test('refused storage is told, and training works', async () => {
    const refuse =
      "Object.defineProperty(globalThis, 'indexedDB', { get() { throw new Error('storage is refused'); } });";
    const { page, complaints, close } = await lab.open({
      hash: trainHash(smallTraining(), 'wasm'),
      before: refuse,
    });
    await page.getByText(/keeps nothing of this visit/).waitFor();
    await trainToEnd(page);
    expect(complaints).toEqual([]);
    await close();
  });

  test('without WebGPU and WebGL, auto takes wasm, and webgpu says why not', async () => {
    const poor = await serveLab({
      without: ['--use-angle', '--enable-unsafe', '--use-webgpu', '--enable-features'],
      flags: ['--disable-gpu', '--disable-3d-apis', '--disable-features=WebGPU'],
    });
    try {
      const automatic = await poor.open({ hash: trainHash(smallTraining(), 'auto') });
      await trainToEnd(automatic.page);
      expect(await automatic.page.locator('.status').innerText()).toContain('wasm');
      expect(automatic.complaints).toEqual([]);
      const refused = await poor.open({ hash: trainHash(smallTraining(), 'webgpu') });
      await refused.page.getByRole('button', { name: 'Start', exact: true }).click();
      expect(await phase(refused.page, 'Finished', 'Failed')).toBe('Failed');
      await refused.page.getByText(/no backend for 'webgpu': webgpu: /).waitFor();
      await refused.page.getByLabel('Backend').selectOption('wasm');
      await trainToEnd(refused.page);
    } finally {
      await poor.close();
    }
  });
});

/** A photograph would do; the lab's own icon, drawn by a browser, is at hand. */
async function aPicture(): Promise<Buffer> {
  const { page, close } = await lab.open();
  const icon = await readFile(new URL('../../public/favicon.svg', import.meta.url), 'utf8');
  await page.setContent(`<div style="width:64px;height:64px">${icon}</div>`);
  const picture = await page.locator('div').screenshot();
  await close();
  return picture;
}
