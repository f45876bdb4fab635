import { builtinKinds, type BlockKind } from '@nin/blocks';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveLab, type ServedLab } from './open-lab';
import { figure } from './small-training';

let lab: ServedLab;
beforeAll(async () => (lab = await serveLab()));
afterAll(() => lab.close());

describe('building a network', () => {
  test('tells what a change costs at once, without a backend', async () => {
    const { page, complaints, close } = await lab.open({ hash: 'network' });
    await page.getByRole('button', { name: /^Lecture/ }).click();
    expect(await figure(page, 'of them trainable')).toBe('19,778,304');
    expect(await figure(page, 'MACs per image')).toBe('325,299,552');
    for (const block of [1, 2, 3, 4]) {
      await blockCard(page, block).getByLabel('1×1 layers').fill('2');
    }
    // What the lecture asks about: one 1×1 layer less.
    expect(await figure(page, 'of them trainable')).toContain('18,008,152');
    expect(await figure(page, 'MACs per image')).toContain('288,974,272');
    expect(page.workers()).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('says at the field what is impossible, and keeps the last possible network', async () => {
    const { page, close } = await lab.open({ hash: 'network' });
    const before = await figure(page, 'of them trainable');
    const filters = blockCard(page, 2).getByLabel('Filters', { exact: true });
    await filters.fill('0');
    expect(await filters.getAttribute('aria-invalid')).toBe('true');
    const description = (await filters.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`[id="${description.split(' ')[0]}"]`).innerText()).toContain('above zero');
    expect(await figure(page, 'of them trainable')).toBe(before);
    await filters.fill('96');
    expect(await filters.getAttribute('aria-invalid')).not.toBe('true');
    await close();
  });

  test.each(['en-GB', 'ru-RU'])(
    'has a control for each field of each kind of block, in %s',
    async (locale) => {
      const { page, complaints, close } = await lab.open({ hash: 'network', locale });
      const block = page.locator('.block').first();
      await block.locator('summary').click();
      await page.locator('[id="network-block1-pool.kind"]').selectOption('max');
      for (const kind of builtinKinds as readonly BlockKind[]) {
        await page.locator('#network-block1-kind').selectOption(kind.kind);
        const ids = await block
          .locator('input:visible, select:visible')
          .evaluateAll((controls) => controls.map(({ id }) => id));
        const pool = ['pool.kind', 'pool.size', 'pool.strides', 'pool.padding'];
        const fields = ['kind', ...Object.keys(kind.fields), ...pool, 'dropout'];
        expect(ids.toSorted()).toEqual(fields.map((field) => `network-block1-${field}`).toSorted());
        expect(await block.locator('.error').count()).toBe(0);
      }
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test('says in Russian too what is impossible, at its field', async () => {
    const { page, close } = await lab.open({ hash: 'network', locale: 'ru-RU' });
    await page.locator('#network-block1-kind').selectOption('se-nin');
    const reduction = page.locator('#network-block1-reduction');
    await reduction.fill('0');
    const problem = page.locator('#network-block1-reduction-problem');
    expect(await problem.innerText()).toBe('Нужно целое число больше нуля.');
    expect(await reduction.getAttribute('aria-describedby')).toContain('network-block1-reduction-problem');
    await reduction.fill('4');
    expect(await problem.count()).toBe(0);
    await close();
  });

  test('shows the shapes of the lecture at 1024×1024', async () => {
    const { page, close } = await lab.open({ hash: 'network' });
    await page.getByRole('button', { name: /1024×1024 shape exercise/ }).click();
    const table = page.getByRole('region', { name: 'Layers of the network and what each costs' });
    const text = await table.innerText();
    for (const shape of ['342×342×384', '170×170×756', '84×84×1024', '42×42×20'])
      expect(text).toContain(shape);
    await page.getByRole('tab', { name: 'Train' }).click();
    await page.getByText('the images are 32×32×3').waitFor();
    expect(await page.getByRole('button', { name: 'Start', exact: true }).isDisabled()).toBe(true);
    await close();
  });

  test('shows that a 1×1 convolution is a perceptron at every pixel', async () => {
    const { page, complaints, close } = await lab.open({ hash: 'network' });
    await page.getByRole('button', { name: 'Check it with numbers' }).click();
    const said = page.getByText('The largest difference over');
    await said.waitFor({ timeout: 60_000 });
    const written = /is (\d\.\d+e.\d+|0) /.exec(await said.innerText())?.[1];
    const difference = Number(written?.replace('−', '-'));
    expect(difference).toBeLessThan(1e-5);
    expect(complaints).toEqual([]);
    await close();
  });
});

function blockCard(page: Page, number: number) {
  return page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: `Block ${number}` }) });
}
