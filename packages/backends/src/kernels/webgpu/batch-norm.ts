import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { gpuBackend, makeOutput, type GpuBackend } from '../../webgpu/gpu-backend';
import { elementFor, elementsIn, type Element } from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';
import { BatchNormTraining, BatchNormTrainingBackprop } from '../added-kernels';
import {
  backpropProgram,
  momentsProgram,
  normalizeProgram,
  slabMomentsProgram,
  slabSumsProgram,
  totalsProgram,
} from './shaders/batch-norm';
import { rowsOfSlab } from './sum';

/** A tensor as rows of channels, divided into slabs of rows for sums over rows. */
interface Slabs {
  rows: number;
  channels: number;
  /** Rows per slab; the last may have fewer. */
  slab: number;
  slabs: number;
  element: Element;
  items: number;
}

/** Divides a tensor into slabs for sums over all axes but the last. */
function slabsOf(backend: GpuBackend, { shape }: TensorInfo): Slabs {
  const rows = util.sizeFromShape(shape.slice(0, -1));
  const channels = shape[shape.length - 1];
  const slab = rowsOfSlab(backend, rows, channels);
  const slabs = Math.max(1, Math.ceil(rows / slab));
  return { rows, channels, slab, slabs, element: elementFor(channels), items: elementsIn(channels) };
}

/** Batch normalization with the moments of the batch, in three dispatches; stock kernels need about thirty. */
export const batchNormTrainingConfig: KernelConfig = {
  kernelName: BatchNormTraining,
  backendName: 'webgpu',
  kernelFunc(call) {
    const { x, scale, offset, movingMean, movingVariance } = call.inputs as Record<string, TensorInfo>;
    const { epsilon, momentum } = call.attrs as unknown as { epsilon: number; momentum: number };
    const backend = gpuBackend(call.backend);
    const { rows, channels, slab, slabs, element, items } = slabsOf(backend, x);
    const ofChannels = () => makeOutput(backend, [channels]);
    const [means, squares] = [0, 1].map(() => makeOutput(backend, [slabs, channels]));
    runProgram(backend, slabMomentsProgram(element), {
      inputs: [x],
      outputs: [means, squares],
      uniforms: { items, rows, slab },
      workgroups: workgroupsFor(slabs * items),
    });
    const [mean, variance, nextMean, nextVariance] = [0, 1, 2, 3].map(ofChannels);
    runProgram(backend, momentsProgram(element), {
      inputs: [means, squares, movingMean, movingVariance],
      outputs: [mean, variance, nextMean, nextVariance],
      uniforms: { items, rows, slab, slabs, rate: 1 - momentum },
      workgroups: workgroupsFor(items),
    });
    for (const { dataId } of [means, squares]) backend.disposeData(dataId);
    const y = makeOutput(backend, x.shape);
    runProgram(backend, normalizeProgram(element), {
      inputs: [x, mean, variance, scale, offset],
      outputs: [y],
      uniforms: { items, count: rows * items, epsilon },
      workgroups: workgroupsFor(rows * items),
    });
    return [y, mean, variance, nextMean, nextVariance];
  },
};

/**
 * Gradients of batch normalization, including those through the moments, in three dispatches. With n rows and
 * r = 1 / √(variance + ε): `dOffset = Σ dy`, `dScale = Σ dy · (x − mean) · r`,
 * `dx = scale · r · (dy − dOffset / n − (x − mean) · r · dScale / n)`.
 */
export const batchNormTrainingBackpropConfig: KernelConfig = {
  kernelName: BatchNormTrainingBackprop,
  backendName: 'webgpu',
  kernelFunc(call) {
    const { x, dy, scale, mean, variance } = call.inputs as Record<string, TensorInfo>;
    const { epsilon } = call.attrs as unknown as { epsilon: number };
    const backend = gpuBackend(call.backend);
    const { rows, channels, slab, slabs, element, items } = slabsOf(backend, x);
    const [errors, products] = [0, 1].map(() => makeOutput(backend, [slabs, channels]));
    runProgram(backend, slabSumsProgram(element), {
      inputs: [x, dy, mean],
      outputs: [errors, products],
      uniforms: { items, rows, slab },
      workgroups: workgroupsFor(slabs * items),
    });
    const [dScale, dOffset] = [0, 1].map(() => makeOutput(backend, [channels]));
    runProgram(backend, totalsProgram(element), {
      inputs: [errors, products, variance],
      outputs: [dScale, dOffset],
      uniforms: { items, slabs, epsilon },
      workgroups: workgroupsFor(items),
    });
    for (const { dataId } of [errors, products]) backend.disposeData(dataId);
    const dx = makeOutput(backend, x.shape);
    runProgram(backend, backpropProgram(element), {
      inputs: [x, dy, scale, mean, variance, dScale, dOffset],
      outputs: [dx],
      uniforms: { items, count: rows * items, share: 1 / rows, epsilon },
      workgroups: workgroupsFor(rows * items),
    });
    return [dx, dScale, dOffset];
  },
};
