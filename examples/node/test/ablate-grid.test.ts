import { builtinKinds, tinySpec, withMlpLayers } from '@nin/blocks';
import { synthetic } from '@nin/cifar';
import { describeData, recipes, type Data } from '@nin/recipes';
import { describe, expect, test } from 'vitest';
import { fitPlan, planAblation, type AblationData, type AblationPlan } from '../src/ablation/ablation-plan';
import { ablationRows } from '../src/ablation/ablation-rows';
import { ablationCsv, formatAblation } from '../src/ablation/ablation-table';
import { addVariation, type Variation } from '../src/options/variation';

/** The plan of `nin ablate --vary …` on tiny. */
function planOf(...vary: string[]): AblationPlan {
  return planAblation('--vary', {
    name: 'tiny',
    experiment: recipes.tiny.experiment,
    kinds: builtinKinds,
    variations: vary.reduce<Variation[]>((before, text) => addVariation(text, before), []),
  });
}

/** Data with some classes, whatever the experiment. */
function dataOf(classes: number): AblationData {
  const images = {
    ...synthetic({ count: 4 }),
    classNames: Array.from({ length: classes }, (_, label) => `class ${label}`),
  };
  const data: Data = { title: 'images', synthetic: true, train: images, test: images };
  return { of: () => data, descriptions: [describeData(data)] };
}

test('a grid is all combinations, trained seed by seed', () => {
  const { planned } = planOf(
    'network.blocks.*.activation=relu,elu',
    'optimizer.learningRate=0.1,1',
    'seed=3,5',
  );
  const points = [
    { 'network.blocks.*.activation': 'relu', 'optimizer.learningRate': 0.1 },
    { 'network.blocks.*.activation': 'relu', 'optimizer.learningRate': 1 },
    { 'network.blocks.*.activation': 'elu', 'optimizer.learningRate': 0.1 },
    { 'network.blocks.*.activation': 'elu', 'optimizer.learningRate': 1 },
  ];
  expect(planned.map(({ values }) => values)).toEqual([
    ...points.map((point) => ({ seed: 3, ...point })),
    ...points.map((point) => ({ seed: 5, ...point })),
  ]);
  expect(planned[5].experiment).toMatchObject({ seed: 5, optimizer: { learningRate: 1 } });
  expect(planned[5].experiment.network.blocks).toMatchObject([
    { activation: 'relu' },
    { activation: 'relu' },
    { activation: 'relu' },
  ]);
});

test('the networks of a grid have an output for each class', () => {
  const { planned } = fitPlan('--vary', planOf('mlpLayers=0,2'), dataOf(100));
  expect(planned[0].experiment.network).toEqual(
    withMlpLayers(
      {
        ...tinySpec,
        blocks: [...tinySpec.blocks.slice(0, 2), { ...tinySpec.blocks[2], mlpFilters: [192, 100] }],
      },
      0,
    ),
  );
  expect(planned[1].experiment.network.blocks[2]).toMatchObject({ mlpFilters: [192, 100] });
});

describe('a grid is refused before anything is trained', () => {
  test.each([
    [['netwrok.blocks.*.filters=1'], /^--vary: netwrok.* the experiment has .* \(did you mean network\?\)$/],
    [['sed=1'], /^--vary: .* got sed \(did you mean seed\?\)$/],
    [
      ['network.inputShape=[8,8,3]'],
      /^--vary: network\.inputShape=\[8,8,3\]: inputShape must be \[32,32,3\]/,
    ],
    [['network.blocks.*.fliters=1'], /^--vary: .* got fliters \(did you mean filters\?\)$/],
    [
      ['network.blocks.3.filters=1'],
      /^--vary: network\.blocks\.3\.filters: .* an item from 0 to 2 .* got 3$/,
    ],
    [['network.blocks.*.activation=relu,rleu'], /^--vary: network: block 1: .* got 'rleu'/],
    [['network.blocks.1.filters=32,0.5'], /^--vary: network: block 2: .*integer.*, got 0\.5$/],
    [['network.blocks.*.kind=nin,residual'], /^--vary: network: .* \(did you mean 'residual-nin'\?\)$/],
    [['mlpLayers=101'], /^--vary: mlpLayers: .* up to 100, got 101$/],
    [['seed=x'], /^--vary: seed must be a non-negative integer.*, got 'x'$/],
    [['optimizer.kind=adamW,adam'], /^--vary: optimizer\.kind must be one of .*, got 'adam'/],
    [
      ['network.blocks.0.filters=8,16', 'network.blocks.*.filters=32'],
      /^--vary: network\.blocks\.0\.filters=8 network\.blocks\.\*\.filters=32 and network\.blocks\.0\.filters=16 .* are the same experiment/,
    ],
    [
      ['network.blocks.0.filters=1..600', 'network.blocks.*.dropout=0.1,0.2'],
      /^--vary: a grid must have up to 1,000 experiments, got 1,200$/,
    ],
  ])('%j', (vary, message) => {
    expect(() => planOf(...vary)).toThrow(message);
  });

  test('and so are values that change the number of classes', () => {
    const plan = planOf('network.blocks.2.mlpFilters=[96,10],[96,12]');
    expect(() => fitPlan('--vary', plan, dataOf(10))).toThrow(
      /^--vary: with network\.blocks\.2\.mlpFilters=\[96,12\] the last block must still give 10 channels, one per class, got 12/,
    );
    fitPlan('--vary', planOf('network.blocks.*.filters=16,32'), dataOf(10));
  });
});

describe('rows', () => {
  const plan = planOf(
    'seed=0..2',
    'network.blocks.*.pool={"kind":"max","size":2},{"kind":"average","size":2}',
  );
  const [max, average] = plan.planned.map(({ values: { seed: _seed, ...point } }) => point);
  const trainings = [
    { seed: 0, accuracies: [0.5, 0.8], trainingSeconds: 90 },
    { seed: 1, accuracies: [0.6, 0.9], trainingSeconds: 6 },
    { seed: 2, accuracies: [0.7, 1], trainingSeconds: 12 },
  ].flatMap(({ seed, accuracies, trainingSeconds }) =>
    [max, average].map((point, i) => ({
      point: { seed, ...point },
      accuracy: accuracies[i],
      trainingSeconds,
    })),
  );
  const rows = ablationRows({ ...plan, data: [{ train: 1000 }], trainings });

  test('are means, deviations and medians over the seeds', () => {
    // 6 epochs of 1,000 images in 12 s.
    expect(rows).toMatchObject([
      {
        point: max,
        accuracies: [0.5, 0.6, 0.7],
        trainingSeconds: 12,
        millisecondsPerImage: 2,
        params: 246_674,
      },
      { point: average, accuracies: [0.8, 0.9, 1] },
    ]);
    expect(rows.map(({ mean }) => mean)).toEqual([expect.closeTo(0.6), expect.closeTo(0.9)]);
    expect(rows.map(({ deviation }) => deviation)).toEqual([expect.closeTo(0.1), expect.closeTo(0.1)]);
  });

  test('are compared with the first one by the t-test', () => {
    expect(rows[0]).toMatchObject({ difference: null, p: null });
    expect(rows[1].difference).toBeCloseTo(0.3, 12);
    // t = 0.3 / √(0.02 / 3) = 3.674 with 4 degrees of freedom, whose table has 3.747 for 0.02 and 2.776 for 0.05.
    expect(rows[1].p).toBeGreaterThan(0.02);
    expect(rows[1].p).toBeLessThan(0.023);
  });

  test('are a table and a CSV, in which what is not known says so', () => {
    const shown = rows.map((row) => ({ ...row, macs: null }));
    const table = formatAblation(plan, shown);
    expect(table).toMatch(/60\.00 ± 10\.00 % {2}3 {17,}\s+246,674 {2}unknown .* 2\.00 +12\.0$/m);
    expect(table).toMatch(/90\.00 ± 10\.00 % {2}3 {6}\+30\.00 {2}0\.021 \* /m);
    expect(table).toMatch(/^p: Welch's t-test .* two-sided; \* below 0\.05, more than luck$/m);
    const [head, first, second] = ablationCsv(plan, shown).split('\n');
    expect(head).toMatch(
      /^pool,accuracy_mean,accuracy_deviation,n,accuracy_difference,welch_p,parameters,macs,/,
    );
    expect(first).toMatch(/^"\{""kind"":""max"",""size"":2\}",0\.6\d*,0\.0?[19]\d*,3,,,246674,,\d+,2,12$/);
    expect(second).toMatch(
      /^"\{""kind"":""average"",""size"":2\}",0\.9\d*,0\.\d+,3,0\.[23]\d*,0\.021\d+,246674,,/,
    );
  });

  test('of one seed each have no p, and no footer', () => {
    const single = ablationRows({ ...plan, data: [{ train: 1000 }], trainings: trainings.slice(0, 2) });
    expect(single).toMatchObject([
      { deviation: null, difference: null, p: null },
      { deviation: null, p: null },
    ]);
    expect(formatAblation(plan, single)).not.toContain('Welch');
  });
});
