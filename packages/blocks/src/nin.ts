import { requireBackend, requireInteger, requireOptions, type OptionNames } from '@nin/checks';
import { engine } from '@tensorflow/tfjs-core';
import { input, model, sequential, type LayersModel } from '@tensorflow/tfjs-layers';
import { kindsOf, type KindOptions } from './check-spec';
import type { BlockKind } from './define-block';
import { applyGraph, chainOf, setInputShape } from './graph/layer-graph';
import { layerProfiles } from './graph/layer-profile';
import { limits } from './limits';
import { planSpec } from './plan-spec';
import { formatCount } from './quantities';
import type { BlockOf, BuiltinKind, NinSpec } from './spec';

/** Options of {@link nin}. */
export interface NinOptions<Kind extends BlockKind = BlockKind> extends KindOptions<Kind> {
  /**
   * Seed of the initial weights, which are then the same on every backend. Integer. Default: random weights each time.
   * Dropout has no seed: with one, TensorFlow.js would drop the same positions at every step.
   */
  seed?: number | undefined;
}

const optionNames: OptionNames<NinOptions> = { seed: true, kinds: true };

/**
 * Builds the model of a spec: [batch, height, width, channels] → [batch, classes], logits without softmax.
 *
 * The result is an ordinary model: it compiles, fits, saves and loads with TensorFlow.js alone, if the kinds use ordinary layers as
 * `builtinKinds` do. It is a Sequential if every block is a chain of layers, as in the kind `nin`, and a functional model if a
 * block has branches. Layers are named `block1/conv`, `block1/mlp1` …, `pool1`, `dropout1` …, `head`.
 *
 * @throws RangeError or TypeError if a field is out of range, a map is smaller than the window of the next layer, or the network
 *   has more than 2 ** 28 parameters, which take 1 GiB.
 * @throws Error if no tfjs backend is running.
 */
export function nin<Kind extends BlockKind = BuiltinKind>(
  spec: NinSpec<BlockOf<Kind>>,
  options: NinOptions<Kind> = {},
): LayersModel {
  requireOptions('nin: options', options, optionNames);
  const { seed } = options;
  const kinds = kindsOf('nin', options.kinds);
  if (seed !== undefined) requireInteger('nin: seed', seed);
  const parts = planSpec('nin', spec, kinds, { seed });
  const calls = parts.flatMap((part) => part.calls);
  const params = layerProfiles('nin', calls, true, kinds).layers.reduce(
    (sum, layer) => sum + layer.params,
    0,
  );
  if (params > limits.params) {
    throw new RangeError(
      `nin: spec must have up to ${formatCount(limits.params)} parameters (1 GiB), got ${formatCount(params)}`,
    );
  }
  requireBackend('nin', engine());
  const graph = parts.map((part) => part.graph);
  const chain = chainOf(graph);
  if (chain) {
    setInputShape(chain, spec.inputShape);
    return sequential({ layers: chain });
  }
  const image = input({ shape: [...spec.inputShape], name: 'image' });
  return model({ inputs: image, outputs: applyGraph(graph, image) });
}
