import { nin, type NinSpec } from '@nin/blocks';
import { cifar10ClassNames, synthetic } from '@nin/cifar';
import { type Checkpoint, loadCheckpoint, modelCard, saveDeployable } from '@nin/trainer';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { describeTrained, type Experiment, type TrainedOn } from '@nin/recipes';
import { readingKept, recognizedBy } from './checkpoints';
import { KeptRunError } from './kept-models';
import type { KeptRun } from './lab-api';

/** The model that is looked into, and the run it is of. */
export interface OpenModel {
  id: string;
  model: LayersModel;
}

/**
 * Builds the network of a run's experiment, with the weights that are kept, and their card. A model that was kept before
 * there were cards gets one by the experiment; so does one that was kept within an epoch, as its card is of the epoch before.
 *
 * @throws KeptRunError if no weights are kept, damaged ones, those of another experiment, or others than were tested.
 */
export function loadOpenModel(run: KeptRun, kept: Required<tf.io.IOHandler>): Promise<OpenModel> {
  return readingKept(async () => {
    const { id, experiment, testedSteps } = run;
    const model = nin(experiment.network as NinSpec, { seed: experiment.seed });
    try {
      const checkpoint = await loadCheckpoint(kept, { model });
      requireSame(checkpoint, run);
      requireTested(checkpoint, testedSteps);
      const { epoch: epochs, step } = checkpoint;
      if (!modelCard(model) || step > 0) describeTrained(model, trainedOn(experiment), { epochs });
    } catch (error) {
      model.dispose();
      throw error;
    }
    return { id, model };
  });
}

/** Refuses an experiment that the model was not trained by. Weights alone do not show by what activation they were trained. */
function requireSame({ metadata }: Checkpoint, run: KeptRun): void {
  // Both are copies of what the run began with, so their fields come in the same order.
  for (const [name, value] of Object.entries(recognizedBy(run))) {
    if (metadata[name] === undefined || JSON.stringify(metadata[name]) === JSON.stringify(value)) continue;
    throw new KeptRunError('the model of this run was trained with other settings than are kept of the run');
  }
}

/** Refuses weights that are not those which the results of the run are of. */
function requireTested({ totalSteps }: Checkpoint, testedSteps: number | undefined): void {
  if (testedSteps === undefined || testedSteps === totalSteps) return;
  throw new KeptRunError(
    `the model that was tested after ${testedSteps} steps was not kept, but the one after ${totalSteps} steps was`,
  );
}

function trainedOn({ data: { source }, batch: { normalize } }: Experiment): TrainedOn {
  return source === 'synthetic'
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
