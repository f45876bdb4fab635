import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileSystem, loadModel, modelCard, type ModelCard } from '@nin/trainer';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { describeTrained } from '@nin/recipes';
import { reasonOf, UsageError, warn } from '../failure';
import { useRemembered } from '../kinds/remembered-modules';
import { useKinds } from '../kinds/used-kinds';
import { readRunConfig } from './run-config';
import { runFolder } from './run-folder';
import type { RunConfig } from './run-schema';

/** A loaded model with its card. */
export interface OpenRun {
  model: LayersModel;
  card: ModelCard;
  /** The config.json of the run; undefined for a model without a run. */
  config: RunConfig | undefined;
  /** Whether the model has no card, so that its card holds what most models take. */
  assumed: boolean;
}

/**
 * Opens the model of a run, or the model in a folder. A backend must have been selected.
 *
 * The model's card says what the model takes and returns. Runs from before there were cards say it in their config.json.
 *
 * @param use modules with kinds of block, in place of those that the run has used. They are loaded first, so that their own layers are
 *   known.
 * @throws UsageError if the folder has neither, the run has no model yet, or has layers of a module that is not loaded, or one of
 *   `use` cannot be loaded.
 * @throws ModelCardError if the model has a card that is damaged.
 */
export async function openRun(path: string, use?: readonly string[]): Promise<OpenRun> {
  const folder = runFolder(path);
  const isRun = existsSync(folder.config);
  if (!isRun && !existsSync(join(folder.path, 'model.json'))) {
    throw new UsageError(
      `RUN must be the folder of a run, or of a tfjs model, got ${resolve(path)}, which has no config.json and no model.json`,
    );
  }
  const config = isRun ? await readRunConfig(folder) : undefined;
  const files = config ? folder.model : folder.path;
  if (!existsSync(join(files, 'model.json'))) {
    throw new UsageError(`${folder.path} has no model yet: no epoch of its training was complete`);
  }
  const given = await useKinds(use);
  const model = await loadWithKinds(files, () => useRemembered(folder.config, given, config?.run.use));
  const written = modelCard(model);
  return { model, card: written ?? cardFor(model, config), config, assumed: !written && !config };
}

/** Loads a model after the modules that may define its layers. If they cannot be loaded, a model that needs none of them still is. */
async function loadWithKinds(files: string, loadKinds: () => Promise<unknown>): Promise<LayersModel> {
  const missing = await loadKinds().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  let model: LayersModel;
  try {
    model = await loadModel(fileSystem(files));
  } catch (error) {
    throw missing ?? error;
  }
  // Most kinds are made of ordinary layers, which need no module.
  if (missing !== undefined)
    warn(`${reasonOf(missing)}; the model is loaded without, as its layers are ordinary ones`);
  return model;
}

function cardFor(model: LayersModel, config: RunConfig | undefined): ModelCard {
  if (config) {
    const { run, experiment } = config;
    return describeTrained(model, { ...run.data, normalize: experiment.batch.normalize });
  }
  return assumedCard(model, []);
}

/** Writes a card to a model without one: pixels / 255, and outputs named by number where there are no names. */
export function assumedCard(model: LayersModel, names: readonly string[]): ModelCard {
  const outputs = Number(model.outputs[0].shape[1]);
  const classNames = Array.from({ length: outputs }, (_, label) => names[label] ?? `class ${label}`);
  return describeTrained(model, { title: 'unknown images', synthetic: false, classNames, normalize: 'unit' });
}

/** Returns what is assumed of a model without a card, as one line. */
export function assumption({ card }: OpenRun): string {
  return (
    'the model has no card that says what it takes: it is given red, green and blue pixels / 255, ' +
    `and its ${card.classNames.length} outputs are taken for ${card.output}`
  );
}
