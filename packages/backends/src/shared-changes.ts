import { getGradient, registerGradient, unregisterGradient, type GradConfig } from '@tensorflow/tfjs-core';
import { dilatedGradients } from './gradients/dilated-convolution';
import { gatherGradient } from './gradients/gather';
import { layerGradients } from './gradients/layers';
import { maximumGradient } from './gradients/maximum';
import { reluGradients } from './gradients/relu';
import { resizeGradients } from './gradients/resize';
import { reductionGradients } from './gradients/sum';
import type { TrainingGradient } from './gradients/training-gradient';
import { volumePoolingGradients } from './gradients/volume-pooling';
import { batchNormalizationLayer } from './layers/batch-normalization';
import { conv2DLayer } from './layers/conv2d';
import { dropoutLayer } from './layers/dropout';
import { layerNormalizationLayer } from './layers/layer-normalization';
import { smoothActivations } from './layers/smooth-activations';

const gradients: readonly TrainingGradient[] = [
  ...reluGradients,
  ...layerGradients,
  maximumGradient,
  ...reductionGradients,
  ...dilatedGradients,
  gatherGradient,
  ...resizeGradients,
  ...volumePoolingGradients,
];
const layers = [
  conv2DLayer,
  batchNormalizationLayer,
  layerNormalizationLayer,
  dropoutLayer,
  ...smoothActivations,
];

/** An installed change. */
interface Change {
  /** Returns whether nothing else has replaced the same thing since. */
  stays: () => boolean;
  undo: () => void;
}

let holders = 0;
const changes = new Map<string, Change>();

/**
 * Installs the training gradients and layers, which all backends share. They stay installed until the last caller has
 * released them, in any order. Layers loaded after the first call are changed by the next call.
 *
 * @returns a function that releases them; call it once.
 */
export function holdSharedChanges(): () => void {
  holders++;
  for (const gradient of gradients) keep(`gradient ${gradient.name}`, () => changeGradient(gradient));
  for (const layer of layers) keep(`layer ${layer.className}`, layer.install);
  return () => {
    holders--;
    if (holders > 0) return;
    for (const change of [...changes.values()].reverse()) change.undo();
    changes.clear();
  };
}

function keep(what: string, make: () => Change | undefined): void {
  if (changes.get(what)?.stays()) return;
  const change = make();
  if (change) changes.set(what, change);
}

function changeGradient({ name, replace }: TrainingGradient): Change | undefined {
  const stock = getGradient(name) as GradConfig | undefined;
  const ours = replace(stock);
  if (!ours) return undefined;
  registerGradient(ours);
  const stays = () => getGradient(name) === ours;
  return {
    stays,
    undo() {
      // A gradient registered later, such as by importing tfjs-layers afterwards, stays.
      if (!stays()) return;
      if (stock) registerGradient(stock);
      else unregisterGradient(name);
    },
  };
}
