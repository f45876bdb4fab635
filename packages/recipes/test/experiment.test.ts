import { lectureSpec, tinySpec } from '@nin/blocks';
import { describe, expect, test } from 'vitest';
import { checkExperiment, parseExperiment } from '../src/experiment/experiment';
import { recipes } from '../src/recipes';

const whole = recipes.lecture.experiment;

function messages(value: unknown): string[] {
  return checkExperiment(value).map(({ message }) => message);
}

describe('parseExperiment', () => {
  test('completes a network to a whole experiment, which is the recipe tiny with that network', () => {
    expect(parseExperiment({ network: lectureSpec })).toEqual({
      ...recipes.tiny.experiment,
      network: lectureSpec,
    });
    expect(recipes.tiny.experiment).toMatchObject({
      epochs: 6,
      batch: { size: 128, augment: { padAndCrop: 0, flip: true, cutout: 0 }, normalize: 'standard' },
      optimizer: { kind: 'adamW', learningRate: 5e-3, weightDecay: 0.02 },
      schedule: { kind: 'oneCycle', unit: 'step' },
    });
    expect(parseExperiment({ network: lectureSpec, batch: { augment: {} } }).batch.augment.flip).toBe(false);
  });

  test('takes an experiment as JSON gives it, with what a run has added', () => {
    const json: unknown = JSON.parse(JSON.stringify({ ...whole, run: { startedAt: 'today' } }));
    expect(parseExperiment(json)).toEqual(whole);
    expect(parseExperiment(json)).not.toHaveProperty('run');
  });

  test('completes each part by its kind', () => {
    const { optimizer, schedule } = parseExperiment({
      network: tinySpec,
      optimizer: { kind: 'sgd', momentum: 0.5 },
      schedule: { kind: 'stepDecay', every: 3 },
    });
    expect(optimizer).toEqual({
      kind: 'sgd',
      learningRate: 0.1,
      weightDecay: 0,
      momentum: 0.5,
      nesterov: true,
      decay: 'kernels',
    });
    expect(schedule).toEqual({ kind: 'stepDecay', unit: 'epoch', every: 3, factor: 0.1 });
  });

  test('throws the message of the first problem', () => {
    expect(() => parseExperiment({ ...whole, epochs: 0 })).toThrow(RangeError);
    expect(() => parseExperiment({ ...whole, epochs: 0 })).toThrow(
      'parseExperiment: epochs must be a positive integer, got 0',
    );
    expect(() => parseExperiment({ ...whole, epoch: 3 })).toThrow(TypeError);
  });
});

describe('checkExperiment', () => {
  test('finds nothing in the recipes', () => {
    for (const { experiment } of Object.values(recipes)) expect(messages(experiment)).toEqual([]);
  });

  test.each([
    [undefined, 'the experiment must be an object with the fields version'],
    [[], 'the experiment must be an object with the fields version'],
    [{}, 'network must be an object with the fields inputShape, blocks, head, got undefined'],
    [{ ...whole, version: 2 }, 'version must be 1, got 2'],
    [
      { ...whole, epoch: 3 },
      'the experiment must have only the fields version, data, batch, loss, epochs, seed, network, optimizer, schedule, run, got epoch (did you mean epochs?)',
    ],
    [{ ...whole, epochs: 1e6 }, 'epochs must be a positive integer up to 100,000, got 1000000'],
    [{ ...whole, seed: -1 }, 'seed must be a non-negative integer, got -1'],
    [{ ...whole, data: { source: '' } }, "data.source must be a string that is not empty, got ''"],
    [{ ...whole, batch: { size: 0.5 } }, 'batch.size must be a positive integer, got 0.5'],
    [
      { ...whole, batch: { augment: { padding: 'mirror' } } },
      "batch.augment.padding must be one of 'reflect', 'zero', got 'mirror'",
    ],
    [
      { ...whole, batch: { normalize: 'z' } },
      "batch.normalize must be 'standard', 'unit' or an object with a mean and a std per channel, got 'z'",
    ],
    [
      { ...whole, batch: { normalize: { mean: [0, 0, 2], std: [1, 1, 1] } } },
      'batch.normalize.mean.2 must be a non-negative number up to 1, got 2',
    ],
    [{ ...whole, optimizer: { kind: 'adam' } }, "optimizer.kind must be one of 'adamW', 'sgd', got 'adam'"],
    [
      { ...whole, optimizer: 'sgd' },
      "optimizer must be an object with a kind, such as { kind: 'adamW' }, got 'sgd'",
    ],
    [
      { ...whole, optimizer: { kind: 'sgd', beta1: 0.9 } },
      'optimizer must have only the fields kind, learningRate, weightDecay, momentum, nesterov, clipNorm, decay, got beta1',
    ],
    [
      { ...whole, optimizer: { kind: 'sgd', learningRate: NaN } },
      'optimizer.learningRate must be a positive number',
    ],
    [{ ...whole, schedule: { kind: 'stepDecay', every: 0 } }, 'schedule.every must be a positive integer'],
    [
      { ...whole, schedule: { kind: 'piecewise', drops: [{ at: 2, factor: 1 }] } },
      'schedule.drops.0.at must be a non-negative number up to 1, got 2',
    ],
    [{ ...whole, loss: { labelSmoothing: 1 } }, 'loss.labelSmoothing must be in [0, 1), got 1'],
  ])('problem %#', (value, message) => {
    expect(messages(value)[0]).toContain(message);
  });

  test('has the problems of the network at its paths, in the words of the network', () => {
    const [filters] = tinySpec.blocks;
    const network = { ...tinySpec, blocks: [{ ...filters, filters: 0 }] };
    const [problem] = checkExperiment({ ...whole, network });
    expect(problem.path).toEqual(['network', 'blocks', 0, 'filters']);
    expect(problem.message).toBe('network: block 1: filters must be a positive integer, got 0');
  });

  test('has all problems, for forms', () => {
    expect(messages({ ...whole, epochs: 0, batch: { size: 0 }, optimizer: { kind: 'x' } })).toHaveLength(3);
  });

  test('refuses an unknown option', () => {
    expect(() => checkExperiment(whole, { kind: [] } as never)).toThrow('did you mean kinds?');
  });
});
