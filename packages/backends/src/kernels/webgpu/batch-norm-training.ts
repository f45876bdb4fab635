import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { gpuBackend, makeOutput, type GpuBackend } from '../../webgpu/gpu-backend';
import { flatEntry, type Element, type Program } from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';
import { elementFor, elementsIn, rowsOfSlab } from '../../webgpu/sums';
import { BatchNormTraining } from '../added-kernels';

/** A tensor as rows of channels, cut into slabs of rows for sums over rows. */
export interface Slabs {
  rows: number;
  channels: number;
  /** Rows of a slab; the last may have fewer. */
  slab: number;
  slabs: number;
  element: Element;
  items: number;
}

/** Cuts a tensor for sums over all axes but the last. */
export function slabsOf(backend: GpuBackend, { shape }: TensorInfo): Slabs {
  const rows = util.sizeFromShape(shape.slice(0, -1));
  const channels = shape[shape.length - 1];
  const slab = rowsOfSlab(backend, rows, channels);
  const slabs = Math.max(1, Math.ceil(rows / slab));
  return { rows, channels, slab, slabs, element: elementFor(channels), items: elementsIn(channels) };
}

/** Batch normalization by the batch's own moments: three dispatches, where stock kernels are about thirty. */
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

/** Mean, and sum of squares around it, of each slab: squares around the slab's first row, so that no digits cancel. */
function slabMomentsProgram(element: Element): Program {
  return {
    key: `moments of slabs ${element}`,
    inputs: ['x'],
    outputs: ['means', 'squares'],
    elements: element,
    uniforms: { items: 'u32', rows: 'u32', slab: 'u32' },
    source: () => `${flatEntry}
  let item = index % uniforms.items;
  let first = index / uniforms.items * uniforms.slab;
  if (first >= uniforms.rows) { return; }
  let last = min(first + uniforms.slab, uniforms.rows);
  let origin = x[first * uniforms.items + item];
  var sum = ${element}();
  var square = ${element}();
  for (var row = first + 1u; row < last; row++) {
    let distance = x[row * uniforms.items + item] - origin;
    sum += distance;
    square += distance * distance;
  }
  let mean = sum / f32(last - first);
  means[index] = origin + mean;
  squares[index] = square - sum * mean;
}`,
  };
}

/** Joins the moments of slabs (Chan, Golub & LeVeque 1979) and moves the moving averages. */
function momentsProgram(element: Element): Program {
  const inputs = ['means', 'squares', 'movingMean', 'movingVariance'];
  const outputs = ['mean', 'variance', 'nextMean', 'nextVariance'];
  return {
    key: `moments ${element}`,
    inputs,
    outputs,
    elements: element,
    uniforms: { items: 'u32', rows: 'u32', slab: 'u32', slabs: 'u32', rate: 'f32' },
    source: () => `${flatEntry}
  if (index >= uniforms.items) { return; }
  var sum = ${element}();
  for (var i = 0u; i < uniforms.slabs; i++) {
    let rows = min(uniforms.slab, uniforms.rows - i * uniforms.slab);
    sum += (means[i * uniforms.items + index] - means[index]) * f32(rows);
  }
  let average = means[index] + sum / f32(uniforms.rows);
  var square = ${element}();
  for (var i = 0u; i < uniforms.slabs; i++) {
    let rows = min(uniforms.slab, uniforms.rows - i * uniforms.slab);
    let distance = means[i * uniforms.items + index] - average;
    square += squares[i * uniforms.items + index] + distance * distance * f32(rows);
  }
  let spread = square / f32(uniforms.rows);
  mean[index] = average;
  variance[index] = spread;
  nextMean[index] = movingMean[index] + uniforms.rate * (average - movingMean[index]);
  nextVariance[index] = movingVariance[index] + uniforms.rate * (spread - movingVariance[index]);
}`,
  };
}

function normalizeProgram(element: Element): Program {
  const inputs = ['x', 'mean', 'variance', 'scale', 'offset'];
  return {
    key: `normalize ${element}`,
    inputs,
    outputs: ['y'],
    elements: element,
    uniforms: { items: 'u32', count: 'u32', epsilon: 'f32' },
    source: () => `${flatEntry}
  if (index >= uniforms.count) { return; }
  let item = index % uniforms.items;
  let factor = scale[item] / sqrt(variance[item] + uniforms.epsilon);
  y[index] = (x[index] - mean[item]) * factor + offset[item];
}`,
  };
}
