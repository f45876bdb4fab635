import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { gpuBackend, makeOutput } from '../../webgpu/gpu-backend';
import { flatEntry, type Element, type Program } from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';
import { afterBlock } from '../../webgpu/sums';
import { BatchNormTrainingBackprop } from '../added-kernels';
import { slabsOf } from './batch-norm-training';

/**
 * The gradients of batch normalization, with what goes through the moments: three dispatches. n being the rows and
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

function batchNormProgram(
  name: string,
  element: Element,
  inputs: readonly string[],
  outputs: readonly string[],
  uniforms: Program['uniforms'],
  body: string,
): Program {
  return {
    key: `${name} ${element}`,
    inputs,
    outputs,
    elements: element,
    uniforms,
    source: () => `${flatEntry}${body}}`,
  };
}

/** Σ dy and Σ dy · (x − mean) of each slab. */
function slabSumsProgram(element: Element): Program {
  return batchNormProgram(
    'batch norm backprop, slabs',
    element,
    ['x', 'dy', 'mean'],
    ['errors', 'products'],
    { items: 'u32', rows: 'u32', slab: 'u32' },
    `
  let item = index % uniforms.items;
  let first = index / uniforms.items * uniforms.slab;
  if (first >= uniforms.rows) { return; }
  let last = min(first + uniforms.slab, uniforms.rows);
  let centre = mean[item];
  var error = ${element}();
  var product = ${element}();
  var errorOfBlock = ${element}();
  var productOfBlock = ${element}();
  for (var row = first; row < last; row++) {
    let at = row * uniforms.items + item;
    errorOfBlock += dy[at];
    productOfBlock += dy[at] * (x[at] - centre);
    ${afterBlock('row', ['error', 'product'], element)}
  }
  errors[index] = error + errorOfBlock;
  products[index] = product + productOfBlock;
`,
  );
}

function totalsProgram(element: Element): Program {
  return batchNormProgram(
    'batch norm backprop, totals',
    element,
    ['errors', 'products', 'variance'],
    ['dScale', 'dOffset'],
    { items: 'u32', slabs: 'u32', epsilon: 'f32' },
    `
  if (index >= uniforms.items) { return; }
  var error = ${element}();
  var product = ${element}();
  var errorOfBlock = ${element}();
  var productOfBlock = ${element}();
  for (var i = 0u; i < uniforms.slabs; i++) {
    errorOfBlock += errors[i * uniforms.items + index];
    productOfBlock += products[i * uniforms.items + index];
    ${afterBlock('i', ['error', 'product'], element)}
  }
  dOffset[index] = error + errorOfBlock;
  dScale[index] = (product + productOfBlock) / sqrt(variance[index] + uniforms.epsilon);
`,
  );
}

function backpropProgram(element: Element): Program {
  return batchNormProgram(
    'batch norm backprop',
    element,
    ['x', 'dy', 'scale', 'mean', 'variance', 'dScale', 'dOffset'],
    ['dx'],
    { items: 'u32', count: 'u32', share: 'f32', epsilon: 'f32' },
    `
  if (index >= uniforms.count) { return; }
  let item = index % uniforms.items;
  let r = 1.0 / sqrt(variance[item] + uniforms.epsilon);
  let normal = (x[index] - mean[item]) * r;
  let drift = (dOffset[item] + normal * dScale[item]) * uniforms.share;
  dx[index] = scale[item] * r * (dy[index] - drift);
`,
  );
}
