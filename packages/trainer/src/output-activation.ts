import type { layers, LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { Loss } from './loss';

/** Last activation of a model. */
interface OutputActivation {
  /** Name, such as `softmax`. */
  name: string;
  /** Whether every output is between 0 and 1. */
  bounded: boolean;
}

const bounded = ['softmax', 'sigmoid', 'hardSigmoid'];

const unbounded = [
  'elu',
  'gelu',
  'gelu_new',
  'linear',
  'logSoftmax',
  'mish',
  'relu',
  'relu6',
  'selu',
  'softplus',
  'softsign',
  'swish',
  'tanh',
];

/** Layers with an `activation` field, 'linear' by default. */
const activated = [
  'Activation',
  'Conv1D',
  'Conv2D',
  'Conv2DTranspose',
  'Conv3D',
  'Dense',
  'DepthwiseConv2D',
  'SeparableConv2D',
];

/** Layers that are an activation. */
const activations: Readonly<Record<string, string>> = {
  ELU: 'elu',
  LeakyReLU: 'relu',
  PReLU: 'relu',
  ReLU: 'relu',
  Softmax: 'softmax',
  ThresholdedReLU: 'relu',
};

/** Layers whose outputs are inputs, or means or maxima of inputs: bounded if and only if the inputs are. */
const passing = /^(Flatten|Reshape|Permute|Dropout|SpatialDropout1D|(Global)?(Average|Max)Pooling\dD)$/;

/**
 * Checks that the model's last activation fits the loss: softmax under a loss from logits would train, but slowly and badly.
 *
 * An unknown last layer is accepted, and so is a loss without `fromLogits`.
 *
 * @throws TypeError that names both remedies.
 */
export function requireOutputsForLoss(where: string, model: LayersModel, { fromLogits }: Loss): void {
  const [output] = model.outputs;
  const activation = fromLogits === undefined || !output ? undefined : activationOf(output);
  if (!activation || activation.bounded !== fromLogits) return;
  throw new TypeError(
    fromLogits
      ? `${where}: model must output logits, as the loss expects, got one that ends in ${activation.name}: remove ` +
          `${activation.name}, or pass loss: sparseCategoricalCrossentropy({ fromLogits: false })`
      : `${where}: model must output probabilities, as the loss expects, got one that ends in ${activation.name}: end it ` +
          'in softmax, or pass loss: sparseCategoricalCrossentropy(), which takes logits',
  );
}

/** Returns the last activation before a model's output; undefined if the layer is unknown. */
export function activationOf({
  sourceLayer,
  nodeIndex,
  tensorIndex,
}: SymbolicTensor): OutputActivation | undefined {
  // A model used as a layer has its own outputs, which the type lacks.
  const { outputs } = sourceLayer as { outputs?: SymbolicTensor[] };
  const [inner] = outputs?.slice(tensorIndex) ?? [];
  if (inner) return activationOf(inner);
  if (passing.test(sourceLayer.getClassName())) {
    const [input] = sourceLayer.inboundNodes[nodeIndex]?.inputTensors ?? [];
    return input && activationOf(input);
  }
  const name = nameOf(sourceLayer);
  if (bounded.includes(name)) return { name, bounded: true };
  return unbounded.includes(name) ? { name, bounded: false } : undefined;
}

function nameOf(layer: layers.Layer): string {
  const className = layer.getClassName();
  if (!activated.includes(className)) return activations[className] ?? '';
  const { activation } = layer.getConfig();
  return typeof activation === 'string' ? activation : '';
}
