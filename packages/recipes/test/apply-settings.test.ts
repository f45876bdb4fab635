import { tinySpec, withMlpLayers, type NinBlock } from '@nin/blocks';
import { describe, expect, test } from 'vitest';
import { applySettings, SettingError, settingValues } from '../src/experiment/apply-settings';
import { outputsOf } from '../src/experiment/fit-to-classes';
import { recipes } from '../src/recipes';

const { tiny, lecture } = recipes;

describe('applySettings', () => {
  test('sets values at paths, and leaves the given experiment as it is', () => {
    const changed = applySettings(tiny.experiment, [
      'optimizer.learningRate=0.01',
      'batch.augment.padAndCrop=4',
      'data.source=cifar100',
      'network.blocks.0.filters=48',
    ]);
    expect(changed.optimizer.learningRate).toBe(0.01);
    expect(changed.batch.augment).toEqual({ padAndCrop: 4, padding: 'reflect', flip: true, cutout: 0 });
    expect(changed.data.source).toBe('cifar100');
    expect((changed.network.blocks[0] as NinBlock).filters).toBe(48);
    expect(tiny.experiment.optimizer.learningRate).toBe(5e-3);
  });

  test('an optimizer of another kind keeps what both kinds have, whatever the order', () => {
    const expected = {
      kind: 'sgd',
      learningRate: 5e-3,
      weightDecay: 0.02,
      momentum: 0.8,
      nesterov: true,
      decay: 'kernels',
    };
    expect(
      applySettings(tiny.experiment, ['optimizer.momentum=0.8', 'optimizer.kind=sgd']).optimizer,
    ).toEqual(expected);
    expect(
      applySettings(tiny.experiment, { 'optimizer.kind': 'sgd', 'optimizer.momentum': 0.8 }).optimizer,
    ).toEqual(expected);
  });

  test('mlpLayers keeps what each block gives, also where the layers have widths of their own', () => {
    const none = applySettings(tiny.experiment, ['network.blocks.*.mlpLayers=0']);
    expect(none.network).toEqual(withMlpLayers(tinySpec, 0));
    expect(outputsOf(none.network)).toBe(10);
    expect(applySettings(tiny.experiment, ['mlpLayers=0'])).toEqual(none);
    const one = applySettings(lecture.experiment, ['network.blocks.1.mlpLayers=1']);
    expect(one.network.blocks.map((block) => (block as NinBlock).mlpLayers)).toEqual([3, 1, 3, 3]);
  });

  test.each([
    [
      ['optimizer.learningrate=1'],
      'optimizer must have only the fields kind, learningRate, weightDecay, beta1, beta2, epsilon, clipNorm, decay, got learningrate (did you mean learningRate?)',
    ],
    [['optimiser.learningRate=1'], 'did you mean optimizer?'],
    [['epochs=many'], "epochs must be a positive integer, got 'many'"],
    [['schedule.kind=cosine'], "schedule.kind must be one of 'constant', 'cosineAnnealing'"],
    [['network.blocks.7.filters=1'], 'network.blocks must have * or an item from 0 to 2 behind it, got 7'],
    [['network.blocks.7.mlpLayers=1'], 'network.blocks must have an item from 0 to 2 behind it, got 7'],
    [['network.blocks.0.mlpLayers=-1'], 'mlpLayers must be a non-negative integer'],
    [['epochs'], "a setting must be PATH=VALUE, got 'epochs'"],
    [['epochs='], "a setting must be PATH=VALUE, got 'epochs='"],
    [['epochs=1', 'epochs=2'], 'a setting must be given once, got epochs twice'],
  ])('%j is refused', (settings, message) => {
    expect(() => applySettings(tiny.experiment, settings)).toThrow(SettingError);
    expect(() => applySettings(tiny.experiment, settings)).toThrow(message);
  });
});

test('settingValues reads JSON where a value is JSON, and text where it is not', () => {
  expect(settingValues(['a=1e-3', 'b=true', 'c=[1,2]', 'd="2"', 'e=residual-nin', 'f=x=y'])).toEqual({
    a: 1e-3,
    b: true,
    c: [1, 2],
    d: '2',
    e: 'residual-nin',
    f: 'x=y',
  });
});
