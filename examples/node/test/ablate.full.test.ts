import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, runNin } from './run-nin';

test('nin ablate compares numbers of 1×1 layers over several seeds', async () => {
  const cwd = emptyFolder();
  const limits = ['--limit-train', '128', '--limit-test', '50', '--epochs', '1'];
  const args = [
    'ablate',
    '--data',
    'synthetic',
    '--mlp-layers',
    '0,2',
    '--seeds',
    '2',
    ...limits,
    '--out',
    'out',
  ];
  const { status, stdout, stderr } = await runNin(args, { cwd });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toContain('drawn by a program');
  expect(stdout).toMatch(/^4\/4: 2 1×1 layers, seed 1: \d/m);

  const { rows } = JSON.parse(readFileSync(join(cwd, 'out', 'ablation.json'), 'utf8')) as {
    rows: { point: { mlpLayers: number }; params: number; macs: number; accuracies: number[] }[];
  };
  expect(rows.map(({ point }) => point.mlpLayers)).toEqual([0, 2]);
  expect(rows.every((row) => row.accuracies.length === 2)).toBe(true);
  expect(rows[1].params).toBeGreaterThan(rows[0].params);
  expect(rows[1].macs).toBeGreaterThan(rows[0].macs);
  const svg = readFileSync(join(cwd, 'out', 'ablation.svg'), 'utf8');
  expect(svg).toMatch(/^<svg/);
  expect(svg).toContain('(synthetic)');
}, 120_000);

test.each(['', '1,1', '1,x', '-1'])('refuses the list %j', async (list) => {
  const { status, stderr } = await runNin(['ablate', '--mlp-layers', list]);
  expect(status).toBe(1);
  expect(stderr).toContain("--mlp-layers <list>' argument");
});
