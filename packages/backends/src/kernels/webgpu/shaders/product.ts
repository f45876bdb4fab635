import type { Program, UniformTypes } from '../../../webgpu/program';
import { unsharedBody } from './product-unshared';
import type { Operand, Side } from './product-operands';
import { fourFunction, storeFunction, type ProductSource } from './product-parts';
import { sharedBody } from './product-shared-memory';
import { matrixBody } from './product-subgroup-matrices';
import { tileKey } from './product-tiles';

/**
 * Returns the program of a product: `result[part, row, column] = Σ left(row, term) · right(term, column)`.
 *
 * Its uniforms are `rows`, `terms`, `parts`, `sliceTerms`, and those of the operands, prefixed with their side.
 */
export function productProgram(source: ProductSource): Program {
  const { key, left, right, columns, wholeTerms, sliced, epilogue, tile, half = false } = source;
  const vectorResult = columns % 4 === 0;
  return {
    key: [
      'product',
      key,
      left.key,
      right.key,
      columns,
      wholeTerms ? 'whole' : 'rest',
      sliced ? 'sliced' : '',
      epilogue.bias ? 'bias' : '',
      epilogue.activation,
      tileKey(tile),
      half ? 'half' : '',
    ].join(' '),
    inputs: ['left', 'right', ...(epilogue.bias ? ['bias'] : [])],
    outputs: ['result'],
    elements: {
      left: left.vector ? 'vec4f' : 'f32',
      right: right.vector ? 'vec4f' : 'f32',
      result: vectorResult ? 'vec4f' : 'f32',
      bias: vectorResult ? 'vec4f' : 'f32',
    },
    uniforms: {
      rows: 'u32',
      terms: 'u32',
      parts: 'u32',
      sliceTerms: 'u32',
      ...operandUniforms('left', left),
      ...operandUniforms('right', right),
    },
    extensions: [...(half ? ['f16'] : []), ...(tile.matrix ? ['chromium_experimental_subgroup_matrix'] : [])],
    source: () =>
      [
        source.constants,
        `const columns = ${columns}u;`,
        'var<private> part: u32;',
        left.wgsl('left'),
        right.wgsl('right'),
        fourFunction('left', left),
        fourFunction('right', right),
        storeFunction(source),
        bodyOf(source),
      ].join('\n'),
  };
}

function bodyOf(source: ProductSource): string {
  const { shared, matrix } = source.tile;
  if (!shared) return unsharedBody(source);
  return matrix ? matrixBody(source, shared, matrix) : sharedBody(source, shared);
}

/** Returns the uniforms of an operand with their names in the program. */
function operandUniforms(side: Side, { uniforms = [] }: Operand): UniformTypes {
  return Object.fromEntries(
    uniforms.map((name) => [`${side}${name[0].toUpperCase()}${name.slice(1)}`, 'u32' as const]),
  );
}
