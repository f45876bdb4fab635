import { builtinKinds, tinySpec, withMlpLayers, type NinBlock } from '@nin/blocks';
import { recipes } from '@nin/recipes';
import { describe, expect, test } from 'vitest';
import { ablationCsv } from '../src/ablation/ablation-csv';
import { plannedTrainings, type AblationPlan } from '../src/ablation/ablation-plan';
import { ablationRows } from '../src/ablation/ablation-rows';
import { formatAblation } from '../src/ablation/format-ablation';
import { gridNetwork } from '../src/ablation/grid-network';
import { requireGrid, requireSameClasses } from '../src/ablation/require-grid';
import { addVariation, type Variation } from '../src/options/variation';

/** The plan of `nin ablate --vary …` on tiny. */
function planOf(vary: readonly string[], seeds: readonly number[] = [0]): AblationPlan {
  return {
    settings: { spec: 'tiny', ...recipes.tiny, data: 'cifar10', backend: 'auto', seed: 0 },
    kinds: builtinKinds,
    variations: vary.reduce<Variation[]>((before, text) => addVariation(text, before), []),
    seeds,
  };
}

test('a grid is all combinations, trained seed by seed', () => {
  const plan = planOf(['network.blocks.*.activation=relu,elu', 'network.blocks.0.filters=8,16'], [3, 5]);
  const points = [
    { 'network.blocks.*.activation': 'relu', 'network.blocks.0.filters': 8 },
    { 'network.blocks.*.activation': 'relu', 'network.blocks.0.filters': 16 },
    { 'network.blocks.*.activation': 'elu', 'network.blocks.0.filters': 8 },
    { 'network.blocks.*.activation': 'elu', 'network.blocks.0.filters': 16 },
  ];
  expect(plannedTrainings(plan)).toEqual([
    ...points.map((point) => ({ point, seed: 3 })),
    ...points.map((point) => ({ point, seed: 5 })),
  ]);
});

test('the network of a point has its values, the later ones last, and the classes of the data', () => {
  const plan = planOf(['seed=0']);
  const point = { 'network.blocks.*.dropout': 0.5, 'network.blocks.1.dropout': 0 };
  const { blocks, ...rest } = gridNetwork(plan, point, 100);
  expect(rest).toEqual({ inputShape: [32, 32, 3], head: 'globalAverage' });
  expect(blocks.map(({ dropout }) => dropout)).toEqual([0.5, 0, 0.5]);
  expect(blocks.map((block) => (block as NinBlock).mlpFilters)).toEqual([undefined, undefined, [192, 100]]);
  // Not the field of each block: widths of their own follow.
  expect(gridNetwork(plan, { mlpLayers: 0 })).toEqual(withMlpLayers(tinySpec, 0));
});

describe('a grid is refused before anything is trained', () => {
  test.each([
    [
      ['netwrok.blocks.*.filters=1'],
      /^--vary: netwrok\S+=1: the experiment has .* \(did you mean network\?\)$/,
    ],
    [['sed=1'], /^--vary: sed=1: .* got sed \(did you mean seed\?\)$/],
    [['network.inputShape=[8,8,3]'], /^--vary: network.inputShape=\[8,8,3\]: .* got inputShape$/],
    [
      ['network.blocks.*.fliters=1'],
      /^--vary: network\.blocks\.\*\.fliters=1: .*\(did you mean filters\?\)$/,
    ],
    [
      ['network.blocks.3.filters=1'],
      /^--vary: network\.blocks\.3\.filters=1: .* an item from 0 to 2 .* got 3$/,
    ],
    [
      ['network.blocks.*.activation=relu,rleu'],
      /^--vary: network\.blocks\.\*\.activation=rleu: .* got 'rleu'/,
    ],
    [
      ['network.blocks.1.filters=32,0.5'],
      /^--vary: network\.blocks\.1\.filters=0\.5: .*integer.*, got 0\.5$/,
    ],
    [
      ['network.blocks.*.kind=nin,residual'],
      /^--vary: network\.blocks\.\*\.kind=residual: .* \(did you mean 'residual-nin'\?\)$/,
    ],
    [['mlpLayers=101'], /^--vary: mlpLayers=101: .* up to 100, got 101$/],
    [
      ['network.blocks.0.filters=8,16', 'network.blocks.*.filters=32'],
      /^--vary: network\.blocks\.0\.filters=8 network\.blocks\.\*\.filters=32 and network\.blocks\.0\.filters=16 .* are the same network/,
    ],
    [
      ['network.blocks.0.filters=1..600', 'network.blocks.*.dropout=0.1,0.2'],
      /^--vary: a grid may have up to 1,000 points, got 1,200$/,
    ],
  ])('%j', (vary, message) => {
    expect(() => requireGrid('--vary', planOf(vary))).toThrow(message);
  });

  test('and so are values that change the number of classes', () => {
    const plan = planOf(['network.blocks.2.mlpFilters=[96,10],[96,12]']);
    requireGrid('--vary', plan);
    expect(() => requireSameClasses('--vary', plan, 10)).toThrow(
      /^--vary: with network\.blocks\.2\.mlpFilters=\[96,12\] the last block must still give 10 channels, one per class, got 12/,
    );
    requireSameClasses('--vary', planOf(['network.blocks.*.filters=16,32']), 10);
  });
});

test('rows are means and medians over the seeds; what is not known says so', () => {
  const plan = planOf(['network.blocks.*.pool={"kind":"max","size":2}'], [0, 1, 2]);
  const [{ point }] = plannedTrainings(plan);
  const figures = [
    { seed: 0, accuracy: 0.5, trainingSeconds: 90 },
    { seed: 1, accuracy: 0.6, trainingSeconds: 6 },
    { seed: 2, accuracy: 0.7, trainingSeconds: 12 },
  ];
  const data = { train: 1000, classNames: Array.from({ length: 10 }, String) };
  const rows = ablationRows({ ...plan, data, trainings: figures.map((one) => ({ point, ...one })) });
  // 6 epochs of 1,000 images in 12 s.
  expect(rows).toMatchObject([
    { point, accuracies: [0.5, 0.6, 0.7], trainingSeconds: 12, millisecondsPerImage: 2, params: 246_674 },
  ]);
  const [row] = rows;
  const table = formatAblation(plan, [{ ...row, macs: null }]);
  expect(table).toMatch(/60\.00 ± 10\.00 % {2}3 {5}246,674 {2}unknown .* 2\.00 +12\.0$/m);
  const [head, line] = ablationCsv(plan, [{ ...row, macs: null }]).split('\n');
  expect(head).toMatch(/^pool,accuracy_mean,accuracy_deviation,n,parameters,macs,/);
  expect(line).toMatch(/^"\{""kind"":""max"",""size"":2\}",0\.6\d*,0\.0?[19]\d*,3,246674,,\d+,2,12$/);
});
