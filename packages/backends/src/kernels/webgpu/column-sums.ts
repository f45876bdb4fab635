import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { runsOnProcessor } from '../../webgpu/device-kind';
import { gpuBackend, makeOutput, type GpuBackend } from '../../webgpu/gpu-backend';
import { flatEntry, type Element, type Program } from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';
import { elementFor, elementsIn, nestedSum, rowsOfSlab } from '../../webgpu/sums';
import type { ReduceAxes } from '../axis-reduction';
import { reduceMiddle, type MiddleAxes } from '../middle-axes';

/**
 * Sums over any axes: of floats in blocks of blocks, so that rounding does not grow with the number of terms, and of
 * whole numbers as such. Stock transposes the tensor where the axes are not the last, and adds whole numbers as floats.
 */
export const reduceAxes: ReduceAxes = (backend, x, reduction) => {
  if (util.sizeFromShape(x.shape) > 0) return reduce(backend, x, reduction);
  // Stock divides by the number of terms to find how many sums there are.
  const { shape, factorOf } = reduction;
  const sums = new Float32Array(util.sizeFromShape(shape)).fill(0 * factorOf(0));
  return gpuBackend(backend).makeTensorInfo(shape, 'float32', sums);
};

const reduce = reduceMiddle((tfjsBackend, x, { factor, shape, ...sizes }) => {
  const backend = gpuBackend(tfjsBackend);
  const { outer, terms, inner } = sizes;
  const slabs = Math.ceil(terms / rowsOfSlab(backend, terms, outer * inner));
  if (slabs === 1) return columnSums(backend, x, sizes, { slabs, factor, shape });
  const parts = columnSums(backend, x, sizes, { slabs, factor: 1, shape: [outer, slabs, inner] });
  const result = columnSums(backend, parts, { outer, terms: slabs, inner }, { slabs: 1, factor, shape });
  backend.disposeData(parts.dataId);
  return result;
});

/** Sums over the middle axis of `[outer, terms, inner]`, times a factor, in the given number of slabs of rows. */
function columnSums(
  backend: GpuBackend,
  x: TensorInfo,
  { outer, terms, inner }: MiddleAxes,
  { slabs, factor, shape }: { slabs: number; factor: number; shape: number[] },
): TensorInfo {
  const whole = x.dtype === 'int32';
  const apart = !runsOnProcessor(backend.device);
  const rows = Math.ceil(terms / slabs);
  const result = makeOutput(backend, shape, whole ? 'int32' : 'float32');
  const items = whole ? inner : elementsIn(inner);
  const program = columnSumsProgram(whole ? 'i32' : elementFor(inner), apart);
  runProgram(backend, program, {
    inputs: [x],
    outputs: [result],
    uniforms: { pieces: outer * slabs, slabs, rows, terms, items, factor },
    workgroups: workgroupsFor(outer * slabs * items),
  });
  return result;
}

/**
 * An invocation adds the rows of a slab. On a GPU these lie `apart` rows from each other, so that neighbours read side by
 * side; on a processor, where each invocation runs for itself, they are neighbours.
 */
function columnSumsProgram(element: Element, apart: boolean): Program {
  const count = apart
    ? '(uniforms.terms - slab + uniforms.slabs - 1u) / uniforms.slabs'
    : 'min(uniforms.rows, uniforms.terms - min(uniforms.terms, slab * uniforms.rows))';
  const row = (i: string) => (apart ? `slab + ${i} * uniforms.slabs` : `slab * uniforms.rows + ${i}`);
  return {
    key: `column sums ${element} ${apart}`,
    inputs: ['x'],
    outputs: ['sums'],
    elements: element,
    uniforms: { pieces: 'u32', slabs: 'u32', rows: 'u32', terms: 'u32', items: 'u32', factor: 'f32' },
    source: () => `${flatEntry}
  let item = index % uniforms.items;
  let piece = index / uniforms.items;
  if (piece >= uniforms.pieces) { return; }
  let slab = piece % uniforms.slabs;
  let first = piece / uniforms.slabs * uniforms.terms;
  ${nestedSum(element, count, (i) => `x[(first + ${row(i)}) * uniforms.items + item]`)}
  sums[index] = ${element === 'i32' ? 'sum' : 'sum * uniforms.factor'};
}`,
  };
}
