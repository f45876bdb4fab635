import {
  requireNonNegativeInteger,
  requireOptions,
  requirePositiveInteger,
  type OptionNames,
} from '@nin/checks';
import { kindsOf, type KindOptions } from './check-spec';
import type { BlockKind } from './define-block';
import { modelCalls } from './graph/layer-calls';
import { bytesPerNumber, layerProfiles, type LayerProfile } from './graph/layer-profile';
import { limits } from './limits';
import { isModel, modelInputs, type InputShape, type Network } from './network';
import { planSpec } from './plan-spec';
import type { BlockOf, BuiltinKind } from './spec';

/** Options of {@link profile}. */
export interface ProfileOptions<Kind extends BlockKind = BlockKind> extends KindOptions<Kind> {
  /** Images per training batch. Positive integer up to 2³¹ − 1. Default 1. */
  batchSize?: number | undefined;
  /**
   * Values the optimizer keeps per trainable parameter: 2 for Adam and AdamW, 1 for SGD with momentum, 0 for
   * plain SGD. Up to 100. Default 2.
   */
  optimizerSlots?: number | undefined;
  /** Shape of one image, without the batch dimension. Default: the input shape of the spec or the model. */
  inputShape?: InputShape | undefined;
}

const optionNames: OptionNames<ProfileOptions> = {
  batchSize: true,
  optimizerSlots: true,
  inputShape: true,
  kinds: true,
};

/** Totals over all layers. MACs and bytes are per image. */
export interface ProfileTotals {
  params: number;
  trainableParams: number;
  nonTrainableParams: number;
  /** Null if the MACs of a layer are unknown (see `unknown`). */
  macs: number | null;
  activationBytes: number;
}

/** Minimum bytes of one training step, in float32. */
export interface TrainingMemory {
  /** All parameters. */
  weights: number;
  /** One value per trainable parameter. */
  gradients: number;
  /** `optimizerSlots` values per trainable parameter. */
  optimizer: number;
  /** Output of every layer for every image of the batch, which the backward pass needs. */
  activations: number;
  total: number;
}

/** Costs of a network. */
export interface Profile {
  layers: LayerProfile[];
  totals: ProfileTotals;
  batchSize: number;
  optimizerSlots: number;
  trainingMemory: TrainingMemory;
  /** Classes of layers with unknown MACs. Empty for every network of this package. */
  unknown: string[];
}

/**
 * Returns the costs of a network: parameters, multiply-accumulates and memory, per layer and in total.
 *
 * Neither builds nor runs the network; a spec needs no backend.
 *
 * - A MAC is one multiplication and addition in a convolution or a dense layer. Padding counts like image pixels. Biases,
 *   activations, pooling and normalization do not count. The MACs of recurrent layers, and of third-party layer classes that no
 *   kind in `kinds` counts, are unknown: they are null, never 0.
 * - An activation fused into a convolution takes no extra memory; an activation layer does. Temporary memory of the backend
 *   (im2col, padding, workspaces) is not included.
 *
 * @param network a spec, or any model of TensorFlow.js layers, including nested models.
 * @throws RangeError or TypeError if an option or the spec is out of range, the network cannot accept the input shape, or a total
 *   is 2 ** 53 or above.
 * @see torchinfo, which counts parameters and MACs in the same way.
 */
export function profile<Kind extends BlockKind = BuiltinKind>(
  network: Network<BlockOf<Kind>>,
  options: ProfileOptions<Kind> = {},
): Profile {
  requireOptions('profile: options', options, optionNames);
  const { batchSize = 1, optimizerSlots = 2, inputShape } = options;
  requirePositiveInteger('profile: batchSize', batchSize, limits.batchSize);
  requireNonNegativeInteger('profile: optimizerSlots', optimizerSlots, limits.optimizerSlots);
  const kinds = kindsOf('profile', options.kinds);
  const { layers, unknown } = isModel('profile', network)
    ? layerProfiles(
        'profile',
        modelCalls('profile', network, modelInputs('profile', network, inputShape)).calls,
        network.trainable,
        kinds,
      )
    : layerProfiles(
        'profile',
        planSpec('profile', network, kinds, { inputShape }).flatMap((part) => part.calls),
        true,
        kinds,
      );
  const sum = (field: 'params' | 'trainableParams' | 'activationBytes') =>
    layers.reduce((total, layer) => total + layer[field], 0);
  const params = sum('params');
  const trainableParams = sum('trainableParams');
  const totals = {
    params,
    trainableParams,
    nonTrainableParams: params - trainableParams,
    macs: layers.reduce<number | null>(
      (total, { macs }) => (total === null || macs === null ? null : total + macs),
      0,
    ),
    activationBytes: sum('activationBytes'),
  };
  const memory = trainingMemory(totals, batchSize, optimizerSlots);
  requireExact('totals', totals);
  requireExact('trainingMemory', memory);
  return { layers, totals, batchSize, optimizerSlots, trainingMemory: memory, unknown };
}

/** Throws for totals of 2 ** 53 or above, which would be silently rounded. */
function requireExact(part: string, counts: object): void {
  for (const [name, count] of Object.entries(counts) as [string, number | null][]) {
    if (count === null || Number.isSafeInteger(count)) continue;
    throw new RangeError(`profile: ${part}.${name} must be below 2 ** 53 to be counted, got ${count}`);
  }
}

function trainingMemory(totals: ProfileTotals, batchSize: number, optimizerSlots: number): TrainingMemory {
  const weights = bytesPerNumber * totals.params;
  const gradients = bytesPerNumber * totals.trainableParams;
  const optimizer = optimizerSlots * gradients;
  const activations = batchSize * totals.activationBytes;
  return { weights, gradients, optimizer, activations, total: weights + gradients + optimizer + activations };
}
