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
import { modelInputs, type InputShape } from './model-inputs';
import { isModel, type Network } from './network';
import { planSpec } from './plan-spec';
import type { BlockOf, BuiltinKind } from './spec';

/** Options of {@link profile}. */
export interface ProfileOptions<Kind extends BlockKind = BlockKind> extends KindOptions<Kind> {
  /** Images in a training batch. Positive integer up to 2³¹ − 1. Default 1. */
  batchSize?: number | undefined;
  /**
   * Numbers the optimizer keeps for each trainable parameter: 2 for Adam and AdamW, 1 for SGD with momentum, 0 for
   * plain SGD. Up to 100. Default 2.
   */
  optimizerSlots?: number | undefined;
  /** Of one image, without the batch dimension. Default: what the spec or the model was made for. */
  inputShape?: InputShape | undefined;
}

const optionNames: OptionNames<ProfileOptions> = {
  batchSize: true,
  optimizerSlots: true,
  inputShape: true,
  kinds: true,
};

/** Sums over all layers. MACs and bytes are for one image. */
export interface ProfileTotals {
  params: number;
  trainableParams: number;
  nonTrainableParams: number;
  /** Null: not known, because those of a layer are not known (see `unknown`). */
  macs: number | null;
  activationBytes: number;
}

/** Bytes one training step holds at least, as float32. */
export interface TrainingMemory {
  /** All parameters. */
  weights: number;
  /** One number for each trainable parameter. */
  gradients: number;
  /** `optimizerSlots` numbers for each trainable parameter. */
  optimizer: number;
  /** Every layer's output for every image of the batch, which the backward pass reads again. */
  activations: number;
  total: number;
}

/** What a network costs. */
export interface Profile {
  layers: LayerProfile[];
  totals: ProfileTotals;
  batchSize: number;
  optimizerSlots: number;
  trainingMemory: TrainingMemory;
  /** Classes of layers whose MACs are not known. Empty for every network of this package. */
  unknown: string[];
}

/**
 * What a network costs: parameters, multiply-accumulates and memory, by layer and in sum.
 *
 * Counting neither builds nor runs the network; for a spec no backend is needed.
 *
 * - A MAC is one multiplication with its addition in a convolution or a dense layer. Padding is counted as if it were
 *   image. Biases, activations, pooling and normalization are not counted. The MACs of recurrent layers, and of layer classes
 *   from elsewhere that no kind of `kinds` counts, are not known: they are reported as null, never as 0.
 * - An activation fused into a convolution takes no memory of its own; a layer of its own does. Memory a backend needs
 *   in passing (im2col, padding, workspaces) comes on top.
 *
 * @param network A spec, or any model of TensorFlow.js layers, nested ones included.
 * @throws RangeError or TypeError if an option or the spec is out of range, the network cannot take the input, or a sum is
 *   2 ** 53 or above.
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

/** Above 2 ** 53 sums are rounded, and would be printed as if they were exact. */
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
