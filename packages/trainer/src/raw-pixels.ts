import { backend_util } from '@tensorflow/tfjs-core';
import type { layers, LayersModel } from '@tensorflow/tfjs-layers';
import type { ModelCard } from './model-card';

type Layer = layers.Layer;

/** Values above this are raw pixels: fractions end at 1, and standardized images at about 3, with negative values. */
const largest = 16;

/** Layers that multiply their input by weights. */
const products = /^(Dense|Conv[123]D|SeparableConv2D|DepthwiseConv2D)$/;

/** Layers that do not rescale pixels. */
const passing =
  /^(InputLayer|Flatten|Reshape|Permute|ZeroPadding2D|Cropping2D|CenterCrop|Resizing|Dropout|(Average|Max)Pooling2D)$/;

let warned = false;

/**
 * Warns, once per process, if images look like pixels from 0 to 255 and the model does not rescale them.
 *
 * Images look like that if a value is above 16 and none is below 0: fractions end at 1, and standardized images have negative
 * values. A model that begins with Rescaling, BatchNormalization, a frozen 1×1 convolution or an unknown layer is assumed to
 * take any range, and so is one whose card says `'inside'`.
 *
 * @param where starts the warning.
 */
export function warnOfRawPixels(where: string, model: LayersModel, images: Float32Array): void {
  if (warned || normalizesInside(model) || !areRawPixels(images)) return;
  const first = firstProduct(model, new Set(layersWithin(model)));
  if (!first) return;
  warned = true;
  backend_util.warn(
    `${where}: the images look like pixels from 0 to 255, which the layer ${first.name} does not rescale. Pass bytes (a ` +
      'Uint8Array), which are normalized automatically, or normalize the images like the training images, or begin ' +
      'the network with tf.layers.rescaling({ scale: 1 / 255 }).',
  );
}

/** Whether the model's card says that it takes raw pixels. A damaged card is ignored: this is only a warning. */
function normalizesInside(model: LayersModel): boolean {
  const metadata = model.getUserDefinedMetadata() as { modelCard?: Partial<ModelCard> | null } | undefined;
  return metadata?.modelCard?.input?.normalization === 'inside';
}

function areRawPixels(images: Float32Array): boolean {
  let highest = 0;
  for (const value of images) {
    if (value < 0) return false;
    if (value > highest) highest = value;
  }
  return highest > largest;
}

/** Returns the first layer with weights if pixels reach it without rescaling. */
function firstProduct(model: LayersModel, own: ReadonlySet<Layer>): Layer | undefined {
  const [input] = model.inputs;
  return input && nextProduct(input.sourceLayer, own);
}

function nextProduct(layer: Layer, own: ReadonlySet<Layer>): Layer | undefined {
  for (const { outboundLayer } of layer.outboundNodes) {
    const found = own.has(outboundLayer) ? productAt(outboundLayer, own) : undefined;
    if (found) return found;
  }
  return undefined;
}

function productAt(layer: Layer, own: ReadonlySet<Layer>): Layer | undefined {
  if ('layers' in layer) return firstProduct(layer as LayersModel, own);
  const className = layer.getClassName();
  if (products.test(className)) return isFrozenScaling(layer) ? undefined : layer;
  return passing.test(className) ? nextProduct(layer, own) : undefined;
}

function isFrozenScaling(layer: Layer): boolean {
  const { kernelSize } = layer.getConfig();
  return !layer.trainable && [kernelSize].flat().every((size) => size === 1);
}

/** Returns all layers of a model, including those of nested models. */
function layersWithin(model: LayersModel): Layer[] {
  return model.layers.flatMap((layer) =>
    'layers' in layer ? [layer, ...layersWithin(layer as LayersModel)] : [layer],
  );
}
