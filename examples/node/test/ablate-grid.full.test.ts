import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recipes } from '@nin/recipes';
import { expect, test } from 'vitest';
import { emptyFolder, runNin } from './run-nin';

test.each([
  [['--vary', 'seed=0..2', '--seeds', '2'], /^nin: --seeds can't go with --vary seed/],
  [['--vary', 'seed=0..2', '--seed', '2'], /^nin: --vary seed can't go with an option that sets seed/],
  [['--vary', 'epochs=1,2', '--epochs', '2'], /^nin: --vary epochs can't go with an option that sets epochs/],
  [['--vary', 'mlpLayers=1', '--mlp-layers', '2'], /^nin: --mlp-layers can't go with --vary mlpLayers/],
  [
    ['--vary', 'network.blocks.*.kinds=nin'],
    /^nin: --vary: network: block 1 must have only the fields .*, got kinds \(did you mean kind\?\)/,
  ],
  [['--resume', '--vary', 'seed=1'], /^nin: --vary can't go with --resume/],
])('nin ablate %j is refused in one line', async (args, line) => {
  const cwd = emptyFolder();
  const { status, stdout, stderr } = await runNin(['ablate', ...args, '--out', 'out'], { cwd });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(line);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(existsSync(join(cwd, 'out'))).toBe(false);
});

test('nin ablate --vary trains a grid of a FILE over any fields, and leaves its figures', async () => {
  const cwd = emptyFolder();
  const { experiment } = recipes.tiny;
  const small = { ...experiment, data: { source: 'synthetic', limitTrain: 64, limitTest: 20 }, epochs: 1 };
  writeFileSync(join(cwd, 'small.json'), JSON.stringify(small));
  const vary = ['network.blocks.*.kind=nin,residual-nin', 'seed=4,2', 'data.limitTrain=64,32'];
  const args = ['ablate', 'small.json', '--backend', 'wasm', '--out', 'out'];
  const { status, stdout, stderr } = await runNin([...args, ...vary.flatMap((one) => ['--vary', one])], {
    cwd,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^1\/8: kind nin, data\.limitTrain 64, seed 4: \d/m);
  expect(stdout).toMatch(/^8\/8: kind residual-nin, data\.limitTrain 32, seed 2: \d/m);
  expect(stdout).toMatch(/^ *kind +data\.limitTrain +accuracy +n +difference +p +parameters +MACs /m);

  const read = (name: string) => readFileSync(join(cwd, 'out', name), 'utf8');
  const { version, name, trainings, rows, data } = JSON.parse(read('ablation.json')) as {
    version: number;
    name: string;
    trainings: { point: object; accuracy: number }[];
    rows: { point: object; accuracies: number[] }[];
    data: { train: number }[];
  };
  expect([version, name, data.map(({ train }) => train)]).toEqual([3, 'small', [64, 32]]);
  const points = ['nin', 'residual-nin'].flatMap((kind) =>
    [64, 32].map((limit) => ({ 'network.blocks.*.kind': kind, 'data.limitTrain': limit })),
  );
  expect(trainings.map(({ point }) => point)).toEqual(
    [4, 2].flatMap((seed) => points.map((point) => ({ seed, ...point }))),
  );
  const accuracies = trainings.map(({ accuracy }) => accuracy);
  expect(rows).toMatchObject(
    points.map((point, i) => ({ point, accuracies: [accuracies[i], accuracies[i + 4]] })),
  );
  expect(read('ablation.csv').trimEnd().split('\n')).toHaveLength(5);
  for (const text of ['kind · data.limitTrain', 'nin · 64', 'residual-nin · 32'])
    expect(read('ablation.svg')).toContain(`>${text}<`);

  const again = await runNin(['ablate', '--resume', '--out', 'out'], { cwd });
  expect(again.stdout).toContain('8 of 8 trainings are kept');
  expect(JSON.parse(read('ablation.json'))).toMatchObject({ trainings, rows });
}, 120_000);
