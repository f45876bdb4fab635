import type { layers, LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { Loss } from './loss';

/** What the last activation of a model gives, with its name. */
interface OutputActivation {
  /** The activation, such as `softmax`. */
  name: string;
  /** Whether it keeps each output between 0 and 1. */
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

/** Layers that have an `activation`, 'linear' if none was chosen. */
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

/** Layers whose outputs are inputs, or means or largest of inputs: within 0 and 1 if those are, else not. */
const passing = /^(Flatten|Reshape|Permute|Dropout|SpatialDropout1D|(Global)?(Average|Max)Pooling\dD)$/;

/**
 * Refuses a model whose last activation gives what the loss does not take: it would train, slowly and badly.
 *
 * A last layer that we do not know is accepted, as is a loss that does not say what it takes.
 *
 * @throws TypeError with both ways out.
 */
export function requireOutputsForLoss(where: string, model: LayersModel, { fromLogits }: Loss): void {
  const [output] = model.outputs;
  const activation = fromLogits === undefined || !output ? undefined : activationOf(output);
  if (!activation || activation.bounded !== fromLogits) return;
  throw new TypeError(
    fromLogits
      ? `${where}: model must give logits, which the loss takes, got one that ends in ${activation.name}: leave ` +
          `${activation.name} out, or give loss: sparseCategoricalCrossentropy({ fromLogits: false })`
      : `${where}: model must give probabilities, which the loss takes, got one that ends in ${activation.name}: end it ` +
          'in softmax, or give loss: sparseCategoricalCrossentropy(), which takes logits',
  );
}

/** The last activation of a model, from its output; undefined where we do not know the layer. */
export function activationOf({
  sourceLayer,
  nodeIndex,
  tensorIndex,
}: SymbolicTensor): OutputActivation | undefined {
  // A model used as a layer has outputs of its own, which the type does not say.
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
