import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyFolder, runNin } from './run-nin';

describe('a grid is refused before anything is trained', () => {
  test.each([
    [['--vary', 'seed=x'], /^nin: --vary seed must have integers from 0 to .*, got 'x'$/m],
    [['--vary', 'seed=0..2', '--seeds', '2'], /^nin: --seeds can't go with --vary seed/],
    [['--vary', 'mlpLayers=1', '--mlp-layers', '2'], /^nin: --mlp-layers can't go with --vary mlpLayers/],
    [['--vary', 'network.blocks.*.kinds=nin'], /^nin: --vary: network\.blocks\.\*\.kinds=nin: /],
    [['--resume', '--vary', 'seed=1'], /^nin: --vary can't go with --resume/],
  ])('by the command in one line: %j', async (args, line) => {
    const cwd = emptyFolder();
    const { status, stdout, stderr } = await runNin(['ablate', ...args, '--out', 'out'], { cwd });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });
});

test('nin ablate --vary trains a grid and leaves its figures', async () => {
  const cwd = emptyFolder();
  const limits = ['--limit-train', '64', '--limit-test', '20', '--epochs', '1', '--out', 'out'];
  const vary = ['--vary', 'network.blocks.*.kind=nin,residual-nin', '--vary', 'seed=4,2'];
  const args = ['ablate', '--data', 'synthetic', '--backend', 'wasm', ...vary, ...limits];
  const { status, stdout, stderr } = await runNin(args, { cwd });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^1\/4: kind nin, seed 4: \d/m);
  expect(stdout).toMatch(/^4\/4: kind residual-nin, seed 2: \d/m);
  expect(stdout).toMatch(/^ *kind +accuracy +n +parameters +MACs +training memory +ms per image +seconds$/m);

  const read = (name: string) => readFileSync(join(cwd, 'out', name), 'utf8');
  const { trainings, rows } = JSON.parse(read('ablation.json')) as {
    trainings: { point: object; seed: number; accuracy: number }[];
    rows: { point: object; accuracies: number[] }[];
  };
  const [plain, residual] = ['nin', 'residual-nin'].map((value) => ({ 'network.blocks.*.kind': value }));
  expect(trainings).toMatchObject([
    { point: plain, seed: 4 },
    { point: residual, seed: 4 },
    { point: plain, seed: 2 },
    { point: residual, seed: 2 },
  ]);
  const accuracies = trainings.map(({ accuracy }) => accuracy);
  expect(rows).toMatchObject([
    { point: plain, accuracies: [accuracies[0], accuracies[2]] },
    { point: residual, accuracies: [accuracies[1], accuracies[3]] },
  ]);
  expect(read('ablation.csv').trimEnd().split('\n')).toHaveLength(3);
  for (const text of ['kind', 'nin', 'residual-nin']) expect(read('ablation.svg')).toContain(`>${text}<`);

  const again = await runNin(['ablate', '--resume', '--out', 'out'], { cwd });
  expect(again.stdout).toContain('4 of 4 trainings are kept');
  expect(JSON.parse(read('ablation.json'))).toMatchObject({ trainings, rows });
}, 120_000);
