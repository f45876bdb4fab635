import { nin } from '@nin/blocks';
import { cifar10ClassNames, synthetic } from '@nin/cifar';
import { loadCheckpoint, modelCard } from '@nin/trainer';
import type * as tf from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { describeTrained, type TrainedOn } from 'nin-run';
import type { LabSettings } from '../settings/lab-settings';

/** The model that is looked into, and the run it is of. */
export interface OpenModel {
  id: string;
  settings: LabSettings;
  model: Sequential;
}

/**
 * Builds the network of a run's settings, with the weights that are kept, and their card. Runs that were kept before there
 * were cards get one by their settings.
 *
 * @throws Error if none are kept, or those of another network.
 */
export async function loadOpenModel(
  id: string,
  settings: LabSettings,
  kept: Required<tf.io.IOHandler>,
): Promise<OpenModel> {
  const model = nin(settings.spec, { seed: settings.seed });
  try {
    await loadCheckpoint(kept, { model });
    if (!modelCard(model)) describeTrained(model, trainedOn(settings));
  } catch (error) {
    model.dispose();
    throw error;
  }
  return { id, settings, model };
}

function trainedOn({ data, training }: LabSettings): TrainedOn {
  const { normalize } = training;
  return data === 'synthetic'
    ? {
        title: 'synthetic images',
        synthetic: true,
        classNames: synthetic({ count: 0 }).classNames,
        normalize,
      }
    : { title: 'CIFAR-10', synthetic: false, classNames: cifar10ClassNames, normalize };
}
