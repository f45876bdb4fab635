import { requireOptions } from '@nin/checks';
import type { layers } from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { problemError, specSchema } from './check-spec';
import type { Fields } from './define-block';
import { object } from './fields/fields';
import { chainOf, setInputShape } from './graph/layer-graph';
import { mlpFields, mlpProblem } from './kinds/mlp-fields';
import { ninKind } from './kinds/nin';
import { seedsFrom } from './plan-spec';
import { problem, problemsOf } from './problem';

/** Options of {@link ninBlock}. */
export interface NinBlockOptions extends Fields<typeof mlpFields> {
  /**
   * Prefix of the layer names: `name/conv`, `name/mlp1`, `name/mlp2` … and, with batch normalization, `name/conv/bn` and
   * `name/conv/relu` after `name/conv`. Must be unique in a model. Default: names by TensorFlow.js.
   */
  name?: string | undefined;
  /** Seed of the initial kernels. Integer. Default: random kernels each time. */
  seed?: number | undefined;
  /** `[height, width, channels]`, only for the first block of a Sequential model. */
  inputShape?: readonly number[] | undefined;
}

const own = {
  name: v.optional(
    v.pipe(
      v.string('a string with at least one letter'),
      v.minLength(1, 'a string with at least one letter'),
    ),
  ),
  seed: v.optional(v.pipe(v.number('an integer'), v.safeInteger('an integer'))),
  inputShape: v.optional(specSchema.entries.inputShape),
};
const schema = object({ ...mlpFields, ...own });

/**
 * Returns the layers of one Network-in-Network block: a k×k convolution over pixels, then 1×1 convolutions over channels.
 *
 * A 1×1 convolution is one perceptron layer applied at every pixel. The layers are ordinary, unbuilt layers of TensorFlow.js:
 * add them to a Sequential model, or apply them one after another.
 * [batch, height, width, channels] → [batch, ⌈height / strides⌉, ⌈width / strides⌉, width of the last 1×1 convolution].
 *
 * @throws RangeError or TypeError if an option is out of range.
 * @see Lin, Chen & Yan, "Network In Network", arXiv 1312.4400, section 3.1.
 */
export function ninBlock(options: NinBlockOptions): layers.Layer[] {
  requireOptions(
    'ninBlock: options',
    options,
    Object.fromEntries(Object.keys(schema.entries).map((name) => [name, true])),
  );
  const [wrong] = problemsOf(schema, options, []);
  if (wrong) throw problemError('ninBlock', wrong);
  const { name, seed, inputShape, ...block } = v.parse(schema, options);
  const together = mlpProblem(block);
  if (together) throw problemError('ninBlock', problem([together.field], together.rule, options.mlpFilters));
  const chain = chainOf(
    ninKind.build(block, {
      // Unused by the kind `nin`, and unknown without `inputShape`.
      inputShape: (inputShape ?? [0, 0, 0]) as [number, number, number],
      // Without a name, TensorFlow.js names the layers: the kind nin passes undefined on to them.
      name: (part) => (name && `${name}/${part}`) as string,
      seed: seedsFrom(seed),
    }),
  );
  if (!chain) throw new Error('ninBlock: the kind nin has no branches');
  if (inputShape) setInputShape(chain, inputShape as number[]);
  return chain;
}
