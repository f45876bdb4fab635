import { fileSystem } from '@nin/trainer';
import { loadLayersModel, type LayersModel } from '@tensorflow/tfjs-layers';
import { UsageError } from '../failure';
import { existsSync } from 'node:fs';
import { readRunConfig, type RunConfig } from './run-config';
import { openRunFolder, type RunFolder } from './run-folder';

/** A run that is there, with its model loaded. */
export interface OpenRun {
  folder: RunFolder;
  config: RunConfig;
  model: LayersModel;
}

/**
 * Opens a run and loads its model. A backend must have been selected.
 *
 * @throws UsageError if the folder is no run or has no model yet.
 */
export async function openRun(path: string): Promise<OpenRun> {
  const folder = openRunFolder(path);
  const config = await readRunConfig(folder);
  if (!existsSync(`${folder.model}/model.json`)) {
    throw new UsageError(`${folder.path} has no model yet: no epoch of its training was complete`);
  }
  return { folder, config, model: await loadLayersModel(fileSystem(folder.model)) };
}
