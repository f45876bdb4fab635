import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { gpuBackend, makeOutput } from '../../webgpu/gpu-backend';
import { elementFor, elementsIn, flatEntry, type Element, type Program } from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';
import { BiasReluBackprop, ReluBackprop } from '../added-kernels';
import { afterBlock, rowsOfSlab, slabOfRows, sumParts } from './sum';

/** The largest finite float32: no ceiling. */
const noCeiling = 3.4028234663852886e38;

/** Gradient of ReLU and ReLU6 in one dispatch. Stock creates a mask and multiplies by it. */
export const reluBackpropConfig: KernelConfig = {
  kernelName: ReluBackprop,
  backendName: 'webgpu',
  kernelFunc(call) {
    const { x, dy } = call.inputs as Record<string, TensorInfo>;
    const { ceiling } = call.attrs as unknown as { ceiling: number };
    const backend = gpuBackend(call.backend);
    const dx = makeOutput(backend, x.shape);
    const count = util.sizeFromShape(x.shape);
    const items = elementsIn(count);
    runProgram(backend, reluBackpropProgram(elementFor(count), ceiling < Infinity), {
      inputs: [x, dy],
      outputs: [dx],
      uniforms: { items, ceiling: Math.min(ceiling, noCeiling) },
      workgroups: workgroupsFor(items),
    });
    return dx;
  },
};

function reluBackpropProgram(element: Element, hasCeiling: boolean): Program {
  // Written so that NaN in x passes dy through and stays visible.
  const above = hasCeiling ? `| (x[index] > ${element}(uniforms.ceiling))` : '';
  return {
    key: `relu backprop ${element} ${hasCeiling}`,
    inputs: ['x', 'dy'],
    outputs: ['dx'],
    elements: element,
    uniforms: { items: 'u32', ceiling: 'f32' },
    source: () => `${flatEntry}
  if (index >= uniforms.items) { return; }
  dx[index] = select(dy[index], ${element}(), (x[index] <= ${element}()) ${above});
}`,
  };
}

/** The gradient before a ReLU and its sums over pixels, which are the bias gradient, in one pass. */
export const biasReluBackpropConfig: KernelConfig = {
  kernelName: BiasReluBackprop,
  backendName: 'webgpu',
  kernelFunc(call) {
    const { y, dy } = call.inputs as Record<string, TensorInfo>;
    const backend = gpuBackend(call.backend);
    const channels = y.shape[y.shape.length - 1];
    const rows = util.sizeFromShape(y.shape.slice(0, -1));
    const slab = rowsOfSlab(backend, rows, channels);
    const slabs = Math.max(1, Math.ceil(rows / slab));
    const error = makeOutput(backend, y.shape);
    const bias = makeOutput(backend, [channels]);
    const parts = slabs === 1 ? bias : makeOutput(backend, [slabs, channels]);
    const items = elementsIn(channels);
    runProgram(backend, biasReluBackpropProgram(elementFor(channels)), {
      inputs: [y, dy],
      outputs: [error, parts],
      uniforms: { items, rows, slab },
      workgroups: workgroupsFor(slabs * items),
    });
    if (slabs > 1) {
      sumParts(backend, parts, bias, { parts: slabs, count: channels });
      backend.disposeData(parts.dataId);
    }
    return [error, bias];
  },
};

function biasReluBackpropProgram(element: Element): Program {
  return {
    key: `bias relu backprop ${element}`,
    inputs: ['y', 'dy'],
    outputs: ['error', 'sums'],
    elements: element,
    uniforms: { items: 'u32', rows: 'u32', slab: 'u32' },
    source: () => `${flatEntry}${slabOfRows}
  var sum = ${element}();
  var sumOfBlock = ${element}();
  for (var row = first; row < last; row++) {
    let at = row * uniforms.items + item;
    let value = select(dy[at], ${element}(), y[at] <= ${element}());
    error[at] = value;
    sumOfBlock += value;
    ${afterBlock('row', ['sum'], element)}
  }
  sums[index] = sum + sumOfBlock;
}`,
  };
}
