import { nin } from '@nin/blocks';
import { cifar10ClassNames, synthetic } from '@nin/cifar';
import { type Checkpoint, loadCheckpoint, modelCard, saveDeployable } from '@nin/trainer';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { describeTrained, type TrainedOn } from '@nin/recipes';
import type { LabSettings } from '../settings/lab-settings';
import { decidingSettings, readingKept } from './checkpoints';
import { KeptRunError } from './kept-models';
import type { KeptRun } from './lab-api';

/** The model that is looked into, and the run it is of. */
export interface OpenModel {
  id: string;
  settings: LabSettings;
  model: LayersModel;
}

/**
 * Builds the network of a run's settings, with the weights that are kept, and their card. A model that was kept before
 * there were cards gets one by the settings; so does one that was kept within an epoch, as its card is of the epoch before.
 *
 * @throws KeptRunError if no weights are kept, damaged ones, those of other settings, or others than were tested.
 */
export function loadOpenModel(
  { id, settings, testedSteps }: KeptRun,
  kept: Required<tf.io.IOHandler>,
): Promise<OpenModel> {
  return readingKept(async () => {
    const model = nin(settings.spec, { seed: settings.seed });
    try {
      const checkpoint = await loadCheckpoint(kept, { model });
      requireSame(checkpoint, settings);
      requireTested(checkpoint, testedSteps);
      const { epoch: epochs, step } = checkpoint;
      if (!modelCard(model) || step > 0) describeTrained(model, trainedOn(settings), { epochs });
    } catch (error) {
      model.dispose();
      throw error;
    }
    return { id, settings, model };
  });
}

/** Refuses settings that the training was not done with. Weights alone do not show by what activation they were trained. */
function requireSame({ metadata }: Checkpoint, settings: LabSettings): void {
  // Both are copies of what the run began with, so their fields come in the same order.
  const same = JSON.stringify(metadata.settings) === JSON.stringify(decidingSettings(settings));
  if (metadata.settings === undefined || same) return;
  throw new KeptRunError('the model of this run was trained with other settings than are kept of the run');
}

/** Refuses weights that are not those which the results of the run are of. */
function requireTested({ totalSteps }: Checkpoint, testedSteps: number | undefined): void {
  if (testedSteps === undefined || testedSteps === totalSteps) return;
  throw new KeptRunError(
    `the model that was tested after ${testedSteps} steps was not kept, but the one after ${totalSteps} steps was`,
  );
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

/** A file to download. */
interface NamedFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * `model.json` and `weights.bin` of a model with a card, which `tf.loadLayersModel` reads anywhere. Normalization and softmax
 * are layers of it: it takes pixels from 0 to 255 and gives probabilities.
 */
export async function modelFilesOf(model: LayersModel): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  const take = tf.io.withSaveHandler((artifacts) => {
    const { weightSpecs = [], weightData = new ArrayBuffer(0), ...rest } = artifacts;
    const json = { ...rest, weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }] };
    files.push(
      { name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(json)) },
      { name: 'weights.bin', bytes: new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData)) },
    );
    return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } });
  });
  await saveDeployable(take, model);
  return files;
}
