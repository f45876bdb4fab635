import type { LayerCall } from './layer-calls';
import { sizeOf } from './size-of';

/** Layers whose kernel is applied at every place of the output. */
const perOutput = new Set(['Conv1D', 'Conv2D', 'Conv3D', 'DepthwiseConv2D', 'SeparableConv2D', 'Dense']);

/** Layers whose kernel is applied at every place of the input. */
const perInput = new Set(['Conv2DTranspose', 'Conv3DTranspose']);

/** Layers that make no weighted sums. Their arithmetic is not counted, as other profilers do not. */
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
 * The multiply-accumulates of one use of a layer for one image, or `undefined` if the kind of layer is not known here.
 *
 * Every number of a kernel is used once at every place: MACs = places × numbers in the kernels. Places that lie on
 * padding count too, as in torchinfo; biases do not.
 *
 * @param weights The shapes of all the layer's weights.
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
  const places = sizeOf(dataFormat === 'channelsFirst' ? map.slice(1) : map.slice(0, -1));
  const kernels = weights.filter((shape) => shape.length > 1);
  return places * kernels.reduce((sum, kernel) => sum + sizeOf(kernel), 0);
}
