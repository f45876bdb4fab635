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

/** A change that is in place. */
interface Change {
  /** Whether nobody has changed the same thing since. */
  stays: () => boolean;
  undo: () => void;
}

let holders = 0;
const changes = new Map<string, Change>();

/**
 * Puts in the gradients and layers of training, which all backends share: they are in place as long as anyone holds them,
 * in whatever order holders come and go. What was loaded after the first holder came is changed for the next one.
 *
 * @returns what lets go of them; to be called once.
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
      // Whoever replaced it after us, such as tfjs-layers if it was imported later, keeps his own.
      if (!stays()) return;
      if (stock) registerGradient(stock);
      else unregisterGradient(name);
    },
  };
}
