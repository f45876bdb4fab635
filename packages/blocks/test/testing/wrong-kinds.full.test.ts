import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { BlockContext } from '@nin/blocks';
import { boolean, channels, positiveInteger } from '@nin/blocks/fields';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  failuresOf,
  filters,
  kindOf,
  point,
  samples,
  Scale,
  Unsaved,
  withLayer,
  type Fields,
  type Shape,
} from './wrong-kind';

test('a correct kind passes all checks', async () => {
  expect(await failuresOf(kindOf({}), samples)).toEqual({});
});

test('a third-party layer class can be correct', async () => {
  expect(
    await failuresOf(
      withLayer((name) => new Scale({ name, factor: 2 })),
      samples,
    ),
  ).toEqual({});
});

describe('reports, with a clear message', () => {
  test('a layer with a wrong computeOutputShape', async () => {
    class Padded extends Scale {
      static override className = 'Padded';
      override computeOutputShape([batch, height, width, channels]: Shape): Shape {
        return [batch, (height ?? 0) + 1, width, channels];
      }
    }
    tf.serialization.registerClass(Padded);
    const failures = await failuresOf(
      withLayer((name) => new Padded({ name })),
      samples,
    );
    expect(failures).toMatchObject({
      'has the planned shapes and weights':
        'block kind wrong, sample {"filters":3}: computeOutputShape of layer block1/scale (Padded) returns 2×9×7×3, but the layer computes 2×8×7×3',
    });
  });

  test('a wrong number of multiply-accumulates', async () => {
    const kind = withLayer((name) => new Scale({ name }), {
      macs: (layer) => (layer instanceof Scale ? 10 : undefined),
    });
    expect(await failuresOf(kind, samples)).toEqual({
      'has the reported multiply-accumulates':
        // 8·7 places of 3 channels in and out.
        'block kind wrong, sample {"filters":3}: the profile has 514 MACs (block1/conv 504, block1/scale 10, head 0), but the kernels that ran had 504 (FusedConv2D 504): macs of the kind must count what its layers compute',
    });
  });

  test('macs that count layers of other kinds', async () => {
    const failures = await failuresOf(kindOf({ macs: () => 0 }), samples);
    expect(Object.values(failures)).toEqual([
      'block kind wrong, sample {"filters":3}: macs must return undefined for layers that are not of the kind, got 0',
    ]);
  });

  test('a layer whose class is not registered', async () => {
    class Unregistered extends Scale {
      static override className = 'Unregistered';
    }
    const failures = await failuresOf(
      withLayer((name) => new Unregistered({ name })),
      samples,
    );
    expect(Object.keys(failures)).toEqual(['saves and loads, and survives JSON']);
    expect(Object.values(failures)[0]).toContain(
      'block kind wrong, sample {"filters":3}: the saved model cannot be loaded: register the class with tf.serialization.registerClass (Unknown layer: Unregistered',
    );
  });

  test('a layer that does not save its options', async () => {
    class Forgetful extends Unsaved {
      static override className = 'Forgetful';
    }
    tf.serialization.registerClass(Forgetful);
    const kind = withLayer((name) => new Forgetful({ name, factor: 3 }), { macs: undefined });
    const failures = await failuresOf(kind, samples);
    expect(Object.keys(failures)).toEqual(['saves and loads, and survives JSON']);
    // A third of 3 times a number: two thirds of it are missing.
    expect(Object.values(failures)).toEqual([
      'block kind wrong, sample {"filters":3}: after saving and loading, the outputs of the model differ by 0.67 of the largest output: the class Forgetful has no getConfig, which must return all arguments of its constructor',
    ]);
  });

  test('a field that build ignores', async () => {
    const depth = v.pipe(v.optional(positiveInteger(9), 2), v.description('Ignored.'));
    const failures = await failuresOf(kindOf({ fields: { filters, depth } }), samples);
    expect(failures).toEqual({
      'has no field without effect':
        'block kind wrong, sample {"filters":3}: the field depth does not change what build returns, such as depth: 3',
    });
  });

  test('no problem for a field that only affects a layer without a configuration', async () => {
    class Secret extends Unsaved {
      static override className = 'Secret';
    }
    tf.serialization.registerClass(Secret);
    const double = v.pipe(v.optional(boolean(), false), v.description('Doubles.'));
    const kind = withLayer(
      (name, options: { double: boolean }) => new Secret({ name, factor: options.double ? 2 : 1 }),
      { fields: { filters, double }, macs: undefined },
    );
    const failures = await failuresOf(kind, [...samples, { filters: 2, double: true }]);
    expect(Object.keys(failures)).toEqual(['saves and loads, and survives JSON']);
  });

  test('a layer that leaks tensors, and a build that creates a tensor', async () => {
    const kept: tf.Tensor[] = [];
    class Leaky extends Scale {
      static override className = 'Leaky';
      override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
        kept.push(tf.keep(tf.scalar(1)));
        return super.call(inputs);
      }
    }
    tf.serialization.registerClass(Leaky);
    // Two steps of training and a prediction.
    const leaky = await failuresOf(
      withLayer((name) => new Leaky({ name })),
      samples,
    );
    expect(leaky).toEqual({
      'leaks no tensors':
        'block kind wrong, sample {"filters":3}: a model that is built, trained, used and disposed of leaks 3 tensors',
    });
    const build = (options: never, context: BlockContext) => {
      kept.push(tf.scalar(1));
      return point(options, context);
    };
    expect(await failuresOf(kindOf({ build }), samples)).toEqual({
      'leaks no tensors':
        'block kind wrong, sample {"filters":3}: build leaks 1 tensors: it must create unbuilt layers only, no tensors',
    });
    tf.dispose(kept);
  });

  test.each([
    [
      'ignored',
      (context: BlockContext) => ({ ...context, seed: () => undefined as unknown as number }),
      'block1/conv/kernel differs between two models with the same seed: its initializer must use context.seed',
    ],
    [
      'always the same',
      (context: BlockContext) => ({ ...context, seed: () => 5 }),
      'a layer has the seed 5 for every seed of the network: it must use context.seed',
    ],
  ])('a seed that is %s', async (_how, change, message) => {
    const kind = kindOf({ build: (options: never, context) => point(options, change(context)) });
    const failures = await failuresOf(kind, samples);
    expect(Object.keys(failures)).toEqual(['follows its seed']);
    expect(Object.values(failures)[0]).toContain(message);
  });

  test('two weights with the same seed', async () => {
    const build = (options: never, context: BlockContext) => [
      point({ filters: 3 }, context, 'first'),
      point({ filters: 3 }, context, 'second'),
      point(options, context, 'last', 1),
    ];
    expect(await failuresOf(kindOf({ build }), samples)).toEqual({
      'follows its seed':
        'block kind wrong, sample {"filters":3}: block1/first/kernel and block1/second/kernel have the same values: each needs its own context.seed',
    });
  });

  test('wrong outputs and widths', async () => {
    const outputs = kindOf({ withOutputs: (_options: never, count: number) => ({ filters: count + 1 }) });
    expect(await failuresOf(outputs, samples)).toEqual({
      'can be widened and given other classes': `block kind wrong, sample {"filters":3}: withClasses(spec, 1) throws: withClasses: withOutputs of kind 'wrong' must return the fields of a block with 1 output channels, got a block with 2`,
    });
    const width = kindOf({
      withWidth: (options: Fields, factor: number) => ({ filters: options.filters * factor }),
    });
    expect(await failuresOf(width, samples)).toEqual({
      'can be widened and given other classes':
        'block kind wrong, sample {"filters":3}: withWidth(spec, 2) changes 3 classes to 6: withWidth of the kind must keep the outputs if keepOutputs is true',
    });
  });

  test('layers with equal names, and options changed by build', async () => {
    const unnamed = kindOf({
      build: (options: never, context) => point(options, { ...context, name: () => 'conv' }),
    });
    expect(await failuresOf(unnamed, samples)).toMatchObject({
      'builds deterministically, with unique layer names':
        'block kind wrong, sample {"filters":3}: the layer conv (Conv2D) must be named by context.name, so that names are unique in a network',
    });
    const build = (options: Fields, context: BlockContext) => {
      options.filters += 0;
      return point(options, context);
    };
    const failures = await failuresOf(kindOf({ build }), samples);
    expect(failures['builds deterministically, with unique layer names']).toContain(
      'block kind wrong, sample {"filters":3}: build changes its arguments, which are shared: ',
    );
  });

  test('a wrong gradient', async () => {
    const doubled = tf.customGrad((x) => ({
      value: tf.clone(x as tf.Tensor),
      gradFunc: (dy: tf.Tensor) => tf.mul(dy, 2),
    }));
    class Doubled extends Scale {
      static override className = 'Doubled';
      override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
        return tf.tidy(() => doubled(Array.isArray(inputs) ? inputs[0] : inputs));
      }
    }
    tf.serialization.registerClass(Doubled);
    const failures = await failuresOf(
      withLayer((name) => new Doubled({ name })),
      samples,
    );
    expect(Object.keys(failures)).toEqual(['has correct gradients']);
    expect(Object.values(failures)[0]).toMatch(
      /gradient of block1\/conv\/kernel in inference is wrong: the slope in a direction is .* by the gradient, but .* by finite differences/,
    );
  });

  test('a label without a part, and a field without a description', async () => {
    expect(await failuresOf(kindOf({ labels: { squeeze: 'squeeze' } }), samples)).toEqual({
      'can be drawn':
        'block kind wrong, sample {"filters":3}: labels.squeeze is the label of a part that no sample has: build never passes it to context.name',
    });
    const failures = await failuresOf(kindOf({ fields: { filters: channels() } }), samples);
    expect(Object.values(failures)).toEqual([
      expect.stringContaining('the field filters has no description') as string,
    ]);
  });
});
