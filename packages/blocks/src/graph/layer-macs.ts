import type { LayerCall } from './layer-calls';
import { sizeOf } from './output-shapes';

/** Layers that apply their kernel at every output position. */
const perOutput = new Set(['Conv1D', 'Conv2D', 'Conv3D', 'DepthwiseConv2D', 'SeparableConv2D', 'Dense']);

/** Layers that apply their kernel at every input position. */
const perInput = new Set(['Conv2DTranspose', 'Conv3DTranspose']);

/** Layers without weighted sums. Their arithmetic is not counted, as in other profilers. */
const none = new Set([
  'InputLayer',
  ...['Activation', 'ReLU', 'LeakyReLU', 'PReLU', 'ELU', 'ThresholdedReLU', 'Softmax'],
  ...['BatchNormalization', 'LayerNormalization', 'Rescaling'],
  ...['Dropout', 'SpatialDropout1D', 'AlphaDropout', 'GaussianDropout', 'GaussianNoise', 'Masking'],
  ...['MaxPooling1D', 'MaxPooling2D', 'MaxPooling3D', 'GlobalMaxPooling1D', 'GlobalMaxPooling2D'],
  ...['AveragePooling1D', 'AveragePooling2D', 'AveragePooling3D'],
  ...['GlobalAveragePooling1D', 'GlobalAveragePooling2D'],
  ...['Flatten', 'Reshape', 'Permute', 'RepeatVector', 'Embedding'],
  ...['ZeroPadding2D', 'Cropping2D', 'UpSampling2D', 'CenterCrop', 'Resizing', 'RandomWidth', 'RandomHeight'],
  ...['Add', 'Multiply', 'Average', 'Maximum', 'Minimum', 'Concatenate'],
]);

/**
 * Returns the multiply-accumulates of one use of a layer per image, or undefined for an unknown layer class.
 *
 * Every weight of a kernel is used once per position: MACs = positions × weights of the kernels. Padding counts too, as in
 * torchinfo; biases do not.
 *
 * @param weights shapes of all weights of the layer.
 */
export function layerMacs(
  { layer, inputs: [input = []], outputs: [output = []] }: LayerCall,
  weights: readonly number[][],
): number | undefined {
  const kind = layer.getClassName();
  if (none.has(kind)) return 0;
  const map = perOutput.has(kind) ? output : perInput.has(kind) ? input : undefined;
  if (!map) return undefined;
  const { dataFormat } = layer.getConfig();
  const positions = sizeOf(dataFormat === 'channelsFirst' ? map.slice(1) : map.slice(0, -1));
  const kernels = weights.filter((shape) => shape.length > 1);
  return positions * kernels.reduce((sum, kernel) => sum + sizeOf(kernel), 0);
}
