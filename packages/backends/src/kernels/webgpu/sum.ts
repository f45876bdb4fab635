import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { runsOnProcessor } from '../../webgpu/device-kind';
import { gpuBackend, makeOutput, type GpuBackend } from '../../webgpu/gpu-backend';
import {
  elementFor,
  elementsIn,
  flatEntry,
  WORKGROUP,
  type Element,
  type Program,
} from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';
import { reduceMiddle, type MiddleAxes, type ReduceAxes } from '../any-backend/sum';

/**
 * Sums over any axes: floats in nested blocks, so that rounding errors do not grow with the number of terms, and integers
 * exactly. Stock transposes the tensor where the axes are not the last, and adds integers as floats.
 */
export const reduceAxes: ReduceAxes = (backend, x, reduction) => {
  if (util.sizeFromShape(x.shape) > 0) return reduce(backend, x, reduction);
  // The stock kernel divides by the number of terms, which is 0.
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

/** Returns sums over the middle axis of `[outer, terms, inner]`, times a factor, in the given number of slabs of rows. */
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
 * An invocation adds the rows of a slab. On a GPU these rows are `apart`, interleaved with those of other slabs, so that
 * adjacent invocations read adjacent memory; on software renderers, which run invocations one by one, they are contiguous.
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

/** Numbers of invocations that keep a device busy, and the minimum number of rows per invocation. */
const busyGpu = 32_768;
const busyProcessor = 512;
const minRows = 16;

/**
 * Returns how many of `rows` one invocation adds, when several invocations share one column (or four) of a matrix.
 */
export function rowsOfSlab(backend: GpuBackend, rows: number, columns: number): number {
  const busy = runsOnProcessor(backend.device) ? busyProcessor : busyGpu;
  // With more slabs than this the second pass, over their sums, would dominate.
  const slabs = Math.min(512, Math.ceil(busy / elementsIn(columns)));
  return Math.max(minRows, Math.ceil(rows / slabs));
}

/** Terms per block, and blocks per region. */
const block = 64;

/** WGSL: the item of an invocation, and the rows `first` … `last` − 1 of its slab. Invocations behind the last slab end. */
export const slabOfRows = `
  let item = index % uniforms.items;
  let first = index / uniforms.items * uniforms.slab;
  if (first >= uniforms.rows) { return; }
  let last = min(first + uniforms.slab, uniforms.rows);`;

/** WGSL for loops with several sums: adds the sums of a block to the totals after its last row. */
export function afterBlock(row: string, names: readonly string[], element: Element): string {
  const flush = names.map((name) => `${name} += ${name}OfBlock; ${name}OfBlock = ${element}();`);
  return `if (${row} % ${block}u == ${block - 1}u) { ${flush.join(' ')} }`;
}

/**
 * WGSL that declares `sum`, the sum of the terms 0 … `count` − 1, computed in nested blocks: a large float32 sum loses the
 * low digits of each new term, so few terms are added to each.
 */
export function nestedSum(element: Element, count: string, term: (index: string) => string): string {
  return `let count = ${count};
  var sum = ${element}();
  for (var region = 0u; region < count; region += ${block * block}u) {
    var ofRegion = ${element}();
    let regionEnd = min(count, region + ${block * block}u);
    for (var start = region; start < regionEnd; start += ${block}u) {
      var ofBlock = ${element}();
      let end = min(regionEnd, start + ${block}u);
      for (var i = start; i < end; i++) { ofBlock += ${term('i')}; }
      ofRegion += ofBlock;
    }
    sum += ofRegion;
  }`;
}

/** Adds the rows of a matrix `[parts, count]`. */
export function sumParts(
  backend: GpuBackend,
  parts: TensorInfo,
  total: TensorInfo,
  sizes: { parts: number; count: number },
): void {
  const items = elementsIn(sizes.count);
  // With few columns, one invocation per column would leave the GPU idle.
  const together = sizes.parts >= WORKGROUP && items < 4096 && !runsOnProcessor(backend.device);
  runProgram(backend, (together ? sumTogether : sumAlone)(elementFor(sizes.count)), {
    inputs: [parts],
    outputs: [total],
    uniforms: { parts: sizes.parts, items },
    workgroups: together ? items : workgroupsFor(items),
  });
}

function sumProgram(key: string, element: Element, source: () => string): Program {
  return {
    key: `${key} ${element}`,
    inputs: ['parts'],
    outputs: ['total'],
    elements: element,
    uniforms: { parts: 'u32', items: 'u32' },
    source,
  };
}

/** Each invocation adds one column. */
function sumAlone(element: Element): Program {
  return sumProgram(
    'sum of parts',
    element,
    () => `${flatEntry}
  if (index >= uniforms.items) { return; }
  ${nestedSum(element, 'uniforms.parts', (part) => `parts[${part} * uniforms.items + index]`)}
  total[index] = sum;
}`,
  );
}

/** A workgroup adds one column: each invocation adds some rows, then a tree reduction adds their sums. */
function sumTogether(element: Element): Program {
  return sumProgram(
    'sum of parts, together',
    element,
    () => `
var<workgroup> sums: array<${element}, ${WORKGROUP}>;
@compute @workgroup_size(${WORKGROUP})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let item = group.y * groups.x + group.x;
  if (item >= uniforms.items) { return; }
  var sum = ${element}();
  for (var part = local; part < uniforms.parts; part += ${WORKGROUP}u) {
    sum += parts[part * uniforms.items + item];
  }
  sums[local] = sum;
  for (var half = ${WORKGROUP / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local < half) { sums[local] += sums[local + half]; }
  }
  if (local == 0u) { total[item] = sums[0]; }
}`,
  );
}
