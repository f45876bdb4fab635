import { tensor4d, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { derivedSeed } from '../derived-seed';
import { nin } from '../nin';
import type { AnySpec } from '../spec';
import { broken, reasonOf, type Subject } from './subject';

/** Returns `count` deterministic values in [-1, 1). */
export function testValues(count: number, seed: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count }, (_, i) => derivedSeed(seed, i) / 2 ** 30 - 1);
}

/** Returns images of {@link testValues}. */
export function testImages(inputShape: readonly number[], count: number, seed = 1): Tensor4D {
  const [height = 0, width = 0, channels = 0] = inputShape;
  return tensor4d(testValues(count * height * width * channels, seed), [count, height, width, channels]);
}

/** Builds a network of the tested kind, runs `work` and disposes of the network. */
export async function withModel<T>(
  subject: Subject,
  { spec = subject.spec, seed }: { spec?: AnySpec; seed?: number | undefined },
  work: (model: LayersModel) => Promise<T>,
): Promise<T> {
  const model = builtModel(subject, spec, seed);
  try {
    return await work(model);
  } finally {
    model.dispose();
  }
}

function builtModel(subject: Subject, spec: AnySpec, seed: number | undefined): LayersModel {
  try {
    return nin(spec, { seed, kinds: subject.kinds });
  } catch (error) {
    throw broken(subject, `the model cannot be built: ${reasonOf(error)}`, error);
  }
}

/** Returns the outputs of a model for images. */
export async function outputsOf(
  model: LayersModel,
  x: Tensor,
): Promise<{ shape: number[]; values: Float32Array }> {
  const y = model.predict(x) as Tensor;
  const values = await y.data<'float32'>();
  y.dispose();
  return { shape: y.shape, values };
}

/** Returns the values of all weights by name. */
export async function weightValues(model: LayersModel): Promise<Map<string, Float32Array>> {
  const entries = model.weights.map(
    async (weight) => [weight.originalName, await weight.read().data<'float32'>()] as const,
  );
  return new Map(await Promise.all(entries));
}

/** Returns the largest difference of two arrays, relative to their largest value. NaN differs from everything. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let difference = 0;
  let magnitude = 0;
  for (let i = 0; i < a.length; i++) {
    const gap = Math.abs((a[i] ?? NaN) - (b[i] ?? NaN));
    if (Number.isNaN(gap)) return Infinity;
    difference = Math.max(difference, gap);
    magnitude = Math.max(magnitude, Math.abs(a[i] ?? 0), Math.abs(b[i] ?? 0));
  }
  return magnitude === 0 ? 0 : difference / magnitude;
}

/** Returns whether two arrays have the same values. */
export function sameValues(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return relativeDifference(a, b) === 0;
}
