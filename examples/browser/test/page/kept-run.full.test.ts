import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveLab, type ServedLab } from './open-lab';
import { phase, smallTraining, trainHash } from './small-training';

let lab: ServedLab;
beforeAll(async () => {
  lab = await serveLab();
}, 60_000);
afterAll(() => lab.close());

test('a run is trained in one tab at a time, and a damaged one is refused and left as it is', async () => {
  const experiment = smallTraining({ 'data.limitTrain': 4000 });
  const { page, close } = await lab.open({ hash: trainHash(experiment, 'wasm') });
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.locator('.epoch-place', { hasText: 'Epoch 2 of 4' }).waitFor({ timeout: 120_000 });

  const other = await page.context().newPage();
  await other.goto(`${lab.url}#train`);
  await other.getByRole('button', { name: /^Continue/ }).click();
  await other.getByText('This run is being trained in another tab').waitFor({ timeout: 60_000 });
  await other.close();

  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  expect(await phase(page, 'Stopped', 'Finished', 'Failed')).toBe('Stopped');
  const damaged = await damage(page);
  await page.getByRole('button', { name: /^Continue from epoch/ }).click();
  await page.getByText('is missing, damaged, or of other settings').waitFor({ timeout: 60_000 });
  expect(await weights(page)).toEqual(damaged);
  await close();
}, 240_000);

/** Changes one bit of the model that the page keeps of its only run. */
async function damage(page: Page): Promise<number[]> {
  return page.evaluate(keptWeights, 4);
}

function weights(page: Page): Promise<number[]> {
  return page.evaluate(keptWeights, 0);
}

/** The weights that are kept, with some bits of one byte turned over. Runs in the page. */
async function keptWeights(bits: number): Promise<number[]> {
  const done = <Result>(request: IDBRequest<Result>) =>
    new Promise<Result>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error!);
    });
  const database = await done(indexedDB.open('nin-lab-models'));
  const models = database.transaction('models', 'readwrite').objectStore('models');
  const [id] = await done(models.getAllKeys());
  const artifacts = (await done(models.get(id))) as { weightData: ArrayBuffer | ArrayBuffer[] };
  const bytes = new Uint8Array([artifacts.weightData].flat()[0]);
  bytes[5] ^= bits;
  await done(models.put(artifacts, id));
  database.close();
  return Array.from(bytes);
}
