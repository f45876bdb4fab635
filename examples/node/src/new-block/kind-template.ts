/** What a new kind's files are written with. */
export interface NewKind {
  /** The name of the kind: `my-block`. */
  kind: string;
  /** The name of the value: `myBlockKind`. */
  value: string;
  /** Whether the files are TypeScript. */
  isTyped: boolean;
}

/** Where a kind's file gets what it needs: the packages, or the sources of this repository. */
interface Origins {
  defineBlock: string;
  fields: string;
}

/** For files outside this repository. */
export const packageOrigins: Origins = { defineBlock: '@nin/blocks', fields: '@nin/blocks/fields' };

/** For files in `packages/blocks/src/kinds`. */
export const sourceOrigins: Origins = { defineBlock: '../define-block', fields: '../fields/fields' };

/** The file of a new kind, which works as it is. */
export function kindTemplate({ kind, value, isTyped }: NewKind, { defineBlock, fields }: Origins): string {
  const parameters = isTyped ? 'part: string, index: number, kernelSize: number' : 'part, index, kernelSize';
  const imports = [
    [defineBlock, `import { defineBlock } from '${defineBlock}';`],
    [fields, `import { activation, channels, positiveInteger } from '${fields}';`],
    ['@tensorflow', `import { initializers, layers } from '@tensorflow/tfjs-layers';`],
    ['valibot', `import * as v from 'valibot';`],
  ];
  const own = imports.filter(([origin]) => origin.startsWith('.'));
  const ordered = [...imports.filter((one) => !own.includes(one)), ...own];
  return `${ordered.map(([, line]) => line).join('\n')}

/**
 * A k×k convolution, then a 1×1 convolution. Write here what your block does, and where it is from:
 *
 * @see authors, title, arXiv number, section.
 */
export const ${value} = defineBlock({
  kind: '${kind}',
  description: 'A k×k convolution, then a 1×1 convolution.',
  // What a network may say of a block of this kind. Messages, forms and tables are made from this.
  fields: {
    filters: v.pipe(channels(), v.description('Channels that the block gives.')),
    kernelSize: v.pipe(
      v.optional(positiveInteger(99), 3),
      v.description('Side of the square kernel of the first convolution.'),
    ),
    activation: v.pipe(v.optional(activation(), 'gelu'), v.description('What follows each convolution.')),
  },
  // Layers that are not built yet. A list is a chain, [] is the identity, and branches get the same map side by side:
  // { branches: [[first, second], []], merge: layers.add({ name: name('add') }) } is a chain with a skip connection.
  build(options, { name, seed }) {
    const convolution = (${parameters}) =>
      layers.conv2d({
        name: name(part),
        filters: options.filters,
        kernelSize,
        padding: 'same',
        activation: options.activation,
        kernelInitializer: initializers.glorotUniform({ seed: seed(index) }),
      });
    return [convolution('conv', 0, options.kernelSize), convolution('mlp', 1, 1)];
  },
});
`;
}
