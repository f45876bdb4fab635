import { nin } from '@nin/blocks';
import { loadCheckpoint } from '@nin/trainer';
import type * as tf from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import type { LabSettings } from '../settings/lab-settings';

/** The model that is looked into, and the run it is of. */
export interface OpenModel {
  id: string;
  settings: LabSettings;
  model: Sequential;
}

/**
 * Builds the network of a run's settings, with the weights that are kept.
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
  } catch (error) {
    model.dispose();
    throw error;
  }
  return { id, settings, model };
}
