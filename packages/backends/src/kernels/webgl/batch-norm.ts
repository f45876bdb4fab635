import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { packedInputs, packedLayout, packedOutput, textureOf } from '../../webgl/packed-tensor';
import { render, type RenderProgram } from '../../webgl/render-program';
import { BatchNormTraining, BatchNormTrainingBackprop } from '../added-kernels';
import { elementwise } from './shaders/elementwise';
import { columnSums, type ColumnSums, type SumSizes } from './sum';

interface BatchNormAttributes {
  epsilon: number;
  /** Only in the forward pass. */
  momentum: number;
}

/**
 * Batch normalization with the moments of the batch.
 *
 * The variance is the mean squared distance from a first estimate of the mean, minus the squared error of that estimate
 * (Chan, Golub & LeVeque, "Algorithms for Computing the Sample Variance", 1983). No digits cancel where the mean is far
 * from zero, and the corrected mean is more accurate.
 */
export const batchNormTrainingConfig: KernelConfig = {
  kernelName: BatchNormTraining,
  backendName: 'webgl',
  kernelFunc({ inputs, attrs, backend: anyBackend }) {
    const { x, scale, offset, movingMean, movingVariance } = inputs as Record<string, TensorInfo>;
    const { epsilon, momentum } = attrs as unknown as BatchNormAttributes;
    const backend = anyBackend as MathBackendWebGL;
    const sizes = sizesOf(x);
    const shape = [sizes.columns];
    const share = 1 / rowsOf(sizes);
    const [roughMean] = columnSums(backend, plainSum, sizes, [x], shape, share);
    const [gap, squares] = columnSums(backend, distances, sizes, [x, roughMean], shape, share);
    const [mean, variance, nextMean, nextVariance] = elementwise(
      backend,
      moments,
      [roughMean, gap, squares, movingMean, movingVariance],
      { pull: 1 - momentum },
    );
    const y = byChannel(backend, normalizing(sizes.columns), [x, mean, variance, scale, offset], { epsilon });
    [roughMean, gap, squares].forEach((tensor) => backend.disposeIntermediateTensorInfo(tensor));
    return [y, mean, variance, nextMean, nextVariance];
  },
};

/**
 * Gradients of batch normalization, including those through the moments. With n rows and r = 1 / √(variance + ε):
 * `dOffset = Σ dy`, `dScale = Σ dy · (x − mean) · r`, `dx = scale · r · (dy − dOffset / n − (x − mean) · r · dScale / n)`.
 */
export const batchNormTrainingBackpropConfig: KernelConfig = {
  kernelName: BatchNormTrainingBackprop,
  backendName: 'webgl',
  kernelFunc({ inputs, attrs, backend: anyBackend }) {
    const { x, dy, scale, mean, variance } = inputs as Record<string, TensorInfo>;
    const { epsilon } = attrs as unknown as BatchNormAttributes;
    const backend = anyBackend as MathBackendWebGL;
    const sizes = sizesOf(x);
    const [dOffset, products] = columnSums(backend, errorSums, sizes, [dy, x, mean], [sizes.columns], 1);
    const [dScale] = elementwise(backend, scaling, [products, variance], { epsilon });
    const tensors = [x, dy, mean, variance, scale, dScale, dOffset];
    const dx = byChannel(backend, passingBack(sizes.columns), tensors, { epsilon, share: 1 / rowsOf(sizes) });
    backend.disposeIntermediateTensorInfo(products);
    return [dx, dScale, dOffset];
  },
};

/** Returns the sizes for sums over all rows of all matrices. */
function sizesOf({ shape }: TensorInfo): SumSizes {
  const { matrices, rows, columns } = packedLayout(shape);
  return { outer: 1, matrices, rows, columns };
}

function rowsOf({ matrices, rows }: SumSizes): number {
  return matrices * rows;
}

const plainSum: ColumnSums = {
  name: 'x',
  textures: ['x'],
  sums: 1,
  terms: 'term0 = texelFetch(x, place, 0);',
};

const distances: ColumnSums = {
  name: 'distances',
  textures: ['x', 'mean'],
  sums: 2,
  before: 'vec4 center = texelFetch(mean, placeOf(columnPair, meanWidth), 0).xyxy;',
  terms: `
    term0 = texelFetch(x, place, 0) - center;
    term1 = term0 * term0;`,
};

const errorSums: ColumnSums = {
  name: 'errors',
  textures: ['dy', 'x', 'mean'],
  sums: 2,
  before: `
  vec4 center = texelFetch(mean, placeOf(columnPair, meanWidth), 0).xyxy;
  ivec2 xPlace = placeOf(texel, xWidth);
  ivec2 xStep = placeOf(step.y * dyWidth + step.x, xWidth);`,
  terms: `
    term0 = texelFetch(dy, place, 0);
    term1 = term0 * (texelFetch(x, xPlace, 0) - center);
    xPlace = advance(xPlace, xStep, xWidth);`,
};

const moments = {
  key: 'batch moments',
  inputs: ['rough', 'gap', 'squares', 'movingMean', 'movingVariance'],
  uniforms: { pull: 'float' },
  results: 4,
  body: `
  vec4 mean = rough + gap;
  vec4 variance = max(squares - gap * gap, 0.0);
  result0 = mean;
  result1 = variance;
  result2 = movingMean - pull * (movingMean - mean);
  result3 = movingVariance - pull * (movingVariance - variance);`,
} as const;

const scaling = {
  key: 'batch norm scale',
  inputs: ['products', 'variance'],
  uniforms: { epsilon: 'float' },
  results: 1,
  body: 'result0 = products / sqrt(variance + epsilon);',
} as const;

/** Runs a program on a tensor, the first, and vectors with one number per channel. */
function byChannel(
  backend: MathBackendWebGL,
  program: RenderProgram,
  tensors: TensorInfo[],
  uniforms: Record<string, number>,
): TensorInfo {
  const inputs = packedInputs(backend, tensors);
  const result = packedOutput(backend, tensors[0].shape);
  render(backend, program, inputs.textures, uniforms, [textureOf(backend, result)]);
  inputs.release();
  return result;
}

/** GLSL: `main` of such a program. In `body`, a vector's name is its values for the channels of this texel. */
function channelMain(channels: number, vectors: readonly string[], body: string): string {
  const reads = vectors.map(
    (name) => `vec4 ${name} = texelFetch(${name}Of, placeOf(channelPair, ${name}OfWidth), 0).xyxy;`,
  );
  return `
void main() {
  int texel = int(gl_FragCoord.y) * resultWidth + int(gl_FragCoord.x);
  int channelPair = texel % ${Math.ceil(channels / 2)};
  ${reads.join('\n  ')}
  ${body}
}`;
}

function normalizing(channels: number): RenderProgram {
  const vectors = ['mean', 'variance', 'scale', 'offset'];
  return {
    key: `normalize,${channels}`,
    textures: ['x', ...vectors.map((name) => `${name}Of`)],
    uniforms: { epsilon: 'float' },
    results: 1,
    source: () =>
      channelMain(
        channels,
        vectors,
        `vec4 distance_ = texelFetch(x, placeOf(texel, xWidth), 0) - mean;
  result0 = distance_ * (scale / sqrt(variance + epsilon)) + offset;`,
      ),
  };
}

function passingBack(channels: number): RenderProgram {
  const vectors = ['mean', 'variance', 'scale', 'dScale', 'dOffset'];
  return {
    key: `normalize back,${channels}`,
    textures: ['x', 'dy', ...vectors.map((name) => `${name}Of`)],
    uniforms: { epsilon: 'float', share: 'float' },
    results: 1,
    source: () =>
      channelMain(
        channels,
        vectors,
        `vec4 r = 1.0 / sqrt(variance + epsilon);
  vec4 normal = (texelFetch(x, placeOf(texel, xWidth), 0) - mean) * r;
  vec4 error = texelFetch(dy, placeOf(texel, dyWidth), 0);
  result0 = scale * r * (error - share * (dOffset + normal * dScale));`,
      ),
  };
}
