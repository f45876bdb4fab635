import { backend_util } from '@tensorflow/tfjs-core';
import type { layers, LayersModel } from '@tensorflow/tfjs-layers';
import type { ModelCard } from './model-card';

type Layer = layers.Layer;

/** Where fractions end at 1, and standardized images at about 3, next to negative values. */
const largest = 16;

/** Layers that multiply what they are given by weights. */
const products = /^(Dense|Conv[123]D|SeparableConv2D|DepthwiseConv2D)$/;

/** Layers that hand pixels on as they are. */
const passing =
  /^(InputLayer|Flatten|Reshape|Permute|ZeroPadding2D|Cropping2D|CenterCrop|Resizing|Dropout|(Average|Max)Pooling2D)$/;

let warned = false;

/**
 * Warns, once per process, of images that look like pixels from 0 to 255 where the first layer takes them as they are.
 *
 * They do where a value is above 16 and none below 0: fractions end at 1, and standardized images have negative values. A
 * network that begins with Rescaling, BatchNormalization or a frozen 1×1 convolution, or with a layer that we do not know,
 * takes any range, as does one whose card says so.
 *
 * @param where opens the warning.
 */
export function warnOfRawPixels(where: string, model: LayersModel, images: Float32Array): void {
  if (warned || normalizesInside(model) || !areRawPixels(images)) return;
  const first = firstProduct(model, new Set(layersWithin(model)));
  if (!first) return;
  warned = true;
  backend_util.warn(
    `${where}: the images look like pixels from 0 to 255, which the layer ${first.name} takes as they are. Give bytes (a ` +
      'Uint8Array), which are normalized for you, or normalize the images as those that the network is trained on, or begin ' +
      'the network with tf.layers.rescaling({ scale: 1 / 255 }).',
  );
}

/** Whether the model's card says that it takes such pixels. It is not checked here: a warning is no place for that. */
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

/** The first layer with weights, if pixels reach it as they are. */
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

/** All layers of a model, those of models within it too. */
function layersWithin(model: LayersModel): Layer[] {
  return model.layers.flatMap((layer) =>
    'layers' in layer ? [layer, ...layersWithin(layer as LayersModel)] : [layer],
  );
}
