import type { TensorInfo } from '@tensorflow/tfjs-core';
import { runsOnProcessor } from './device-kind';
import type { GpuBackend } from './gpu-backend';
import { flatEntry, WORKGROUP, type Element, type Program } from './program';
import { runProgram, workgroupsFor } from './run-program';

/** `vec4f` where a run of numbers can be read by fours, else `f32`. */
export function elementFor(count: number): Element {
  return count % 4 === 0 ? 'vec4f' : 'f32';
}

/** How many elements a run of numbers has. */
export function elementsIn(count: number): number {
  return count % 4 === 0 ? count / 4 : count;
}

/** Invocations that keep a machine busy, and rows that are worth one. */
const busyGpu = 32_768;
const busyProcessor = 512;
const leastRows = 16;

/**
 * How many of `rows` one invocation takes in a pass over the columns of a matrix, when each column, or four, is taken by
 * several invocations.
 */
export function rowsOfSlab(backend: GpuBackend, rows: number, columns: number): number {
  const busy = runsOnProcessor(backend.device) ? busyProcessor : busyGpu;
  // More slabs than this make the second pass, over their sums, the longer one.
  const slabs = Math.min(512, Math.ceil(busy / elementsIn(columns)));
  return Math.max(leastRows, Math.ceil(rows / slabs));
}

/** Terms that are added one after the other, and sums of that number of terms. */
const block = 64;

/** WGSL for loops that add several things: each block's sums go to totals after its last row. */
export function afterBlock(row: string, names: readonly string[], element: Element): string {
  const flush = names.map((name) => `${name} += ${name}OfBlock; ${name}OfBlock = ${element}();`);
  return `if (${row} % ${block}u == ${block - 1}u) { ${flush.join(' ')} }`;
}

/**
 * WGSL that declares `sum`, the sum of the terms 0 … `count` − 1, in blocks of blocks: a float that has become large
 * loses the digits of what is added to it, so few terms are added to each.
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
  // Few columns would keep few invocations busy for long.
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

/** Each invocation adds a column. */
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

/** A workgroup adds a column: every invocation some rows of it, then halves of what is left. */
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
