import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers } from '@tensorflow/tfjs-layers';
import { defineBlock, type BlockContext, type BlockKind, type LayerGraph } from '@nin/blocks';
import { channels } from '@nin/blocks/fields';
import { testBlockKind } from '@nin/blocks/testing';
import * as v from 'valibot';

/** Registers the tests of a kind here instead of in vitest, runs all, and returns what those that fail say, by what they promise. */
export async function failuresOf(
  kind: BlockKind,
  samples: Record<string, unknown>[],
): Promise<Record<string, string>> {
  const tests: [string, () => Promise<void>][] = [];
  testBlockKind(kind, samples, { test: (name, run) => tests.push([name, run]), backends: ['cpu'] });
  const failures: Record<string, string> = {};
  for (const [name, run] of tests) {
    const promise = name.replace(`block kind ${kind.kind} `, '').replace(' (cpu)', '');
    await run().catch((error: unknown) => {
      failures[promise] = (error as Error).message;
    });
  }
  return failures;
}

export type Shape = (number | null)[];

export const filters = v.pipe(channels(), v.description('Channels.'));

export interface Fields {
  filters: number;
}

/** A 1×1 convolution as it should be. */
export function point(
  { filters }: Fields,
  { name, seed }: BlockContext,
  part = 'conv',
  index = 0,
): layers.Layer {
  const kernelInitializer = initializers.glorotUniform({ seed: seed(index) });
  return layers.conv2d({ name: name(part), filters, kernelSize: 1, kernelInitializer });
}

/** A definition whose functions take the fields of any kind of this test. */
interface Parts extends Partial<Omit<BlockKind, 'build' | 'withOutputs' | 'withWidth'>> {
  build?: (options: never, context: BlockContext) => LayerGraph;
  withOutputs?: (options: never, outputs: number) => object;
  withWidth?: (options: never, factor: number) => object;
}

/** A kind of such convolutions, but for what is given. */
export function kindOf(parts: Parts): BlockKind {
  const whole = {
    kind: 'wrong',
    description: 'A kind for this test.',
    fields: { filters },
    build: point,
    ...parts,
  };
  return defineBlock(whole as BlockKind);
}

export const samples = [{ filters: 3 }, { filters: 4 }];

/** The input times a number, which is not saved. */
export class Unsaved extends layers.Layer {
  static className = 'Unsaved';
  constructor(protected readonly config: { name?: string | undefined; factor?: number }) {
    super({ name: config.name });
  }
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => tf.mul(Array.isArray(inputs) ? inputs[0] : inputs, this.config.factor ?? 1));
  }
  override computeOutputShape(shape: Shape): Shape {
    return shape;
  }
}

/** A layer of an outside package: the input times a number. */
export class Scale extends Unsaved {
  static override className = 'Scale';
  override getConfig() {
    return { ...super.getConfig(), factor: this.config.factor ?? 1 };
  }
}
tf.serialization.registerClass(Scale);

/** A kind whose convolution has another layer behind it. */
export function withLayer(
  make: (name: string | undefined, options: never) => layers.Layer,
  parts: Parts = {},
) {
  return kindOf({
    macs: (layer) => (layer instanceof Scale ? 0 : undefined),
    build: (options: never, context) => [point(options, context), make(context.name('scale'), options)],
    ...parts,
  });
}
