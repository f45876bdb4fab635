import type { TensorInfo } from '@tensorflow/tfjs-core';
import { gpuBackend, makeOutput, type GpuBackend } from '../../webgpu/gpu-backend';
import { flatEntry, type Element, type Program } from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';
import { elementFor, elementsIn, rowsOfSlab, sumParts } from '../../webgpu/sums';
import type { ReduceAxes } from '../axis-reduction';
import { middleAxes } from '../middle-axes';

/** Sums over axes that are not the last, where stock transposes the tensor first. Biases' gradients are such. */
export const reduceColumns: ReduceAxes = (backend, x, { axes, shape, factorOf }) => {
  const sizes = middleAxes(x.shape, axes);
  if (!sizes) return undefined;
  return columnSums(gpuBackend(backend), x, { ...sizes, factor: factorOf(sizes.terms), shape });
};

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
    elements: element,
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
