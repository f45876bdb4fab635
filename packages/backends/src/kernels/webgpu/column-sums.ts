import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { gpuBackend, makeOutput, type GpuBackend } from '../../webgpu/gpu-backend';
import { flatEntry, type Element, type Program } from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';
import { elementFor, elementsIn, rowsOfSlab, sumParts } from '../../webgpu/sums';
import { middleAxes } from '../middle-axes';

/** Stock `Sum`, faster where the axes are not the last: stock transposes the tensor first. Biases' gradients are such. */
export function withColumnSum(stock: KernelConfig): KernelConfig {
  return reduction(stock, () => 1);
}

/** The same for `Mean`, such as global average pooling. */
export function withColumnMean(stock: KernelConfig): KernelConfig {
  return reduction(stock, (terms) => 1 / terms);
}

function reduction(stock: KernelConfig, factorOf: (terms: number) => number): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const x = call.inputs.x as TensorInfo;
      const { axis, keepDims } = call.attrs as unknown as { axis: number | number[]; keepDims: boolean };
      const axes = util.parseAxisParam(axis, x.shape);
      const sizes = x.dtype === 'float32' ? middleAxes(x.shape, axes) : undefined;
      if (!sizes) return stock.kernelFunc(call);
      const shape = x.shape.flatMap((size, i) => (axes.includes(i) ? (keepDims ? [1] : []) : [size]));
      return columnSums(gpuBackend(call.backend), x, { ...sizes, factor: factorOf(sizes.terms), shape });
    },
  };
}

/** Sums over the middle axis of `[outer, terms, inner]`, times a factor. */
function columnSums(
  backend: GpuBackend,
  x: TensorInfo,
  sizes: { outer: number; terms: number; inner: number; factor: number; shape: number[] },
): TensorInfo {
  const { outer, terms, inner, factor, shape } = sizes;
  const slab = outer === 1 ? rowsOfSlab(backend, terms, inner) : terms;
  const slabs = Math.ceil(terms / slab);
  const result = makeOutput(backend, shape);
  const parts = slabs === 1 ? result : makeOutput(backend, [slabs, inner]);
  const items = elementsIn(inner);
  runProgram(backend, columnSumsProgram(elementFor(inner)), {
    inputs: [x],
    outputs: [parts],
    uniforms: { outer: outer * slabs, slabs, slab, terms, items, factor },
    workgroups: workgroupsFor(outer * slabs * items),
  });
  if (slabs > 1) {
    sumParts(backend, parts, result, { parts: slabs, count: inner });
    backend.disposeData(parts.dataId);
  }
  return result;
}

function columnSumsProgram(element: Element): Program {
  return {
    key: `column sums ${element}`,
    inputs: ['x'],
    outputs: ['sums'],
    elements: { x: element, sums: element },
    uniforms: { outer: 'u32', slabs: 'u32', slab: 'u32', terms: 'u32', items: 'u32', factor: 'f32' },
    source: () => `${flatEntry}
  let item = index % uniforms.items;
  let piece = index / uniforms.items;
  if (piece >= uniforms.outer) { return; }
  let image = piece / uniforms.slabs;
  let first = piece % uniforms.slabs * uniforms.slab;
  let last = min(first + uniforms.slab, uniforms.terms);
  var sum = ${element}();
  for (var row = first; row < last; row++) { sum += x[(image * uniforms.terms + row) * uniforms.items + item]; }
  sums[index] = sum * uniforms.factor;
}`,
  };
}
