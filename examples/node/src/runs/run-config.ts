import type { BackendInfo } from '@nin/backends';
import type { AnySpec } from '@nin/blocks';
import { version_core as tfjsVersion } from '@tensorflow/tfjs-core';
import type { InferOutput } from 'valibot';
import type { TrainingSettings } from '../training/settings';
import { configSchema } from './config-schema';
import type { OwnRunFolder, RunFolder } from './run-folder';
import { readSealedJson, writeSealedJson } from './sealed-json';

/** What `config.json` holds. */
export type RunConfig = InferOutput<typeof configSchema>;

/** The data of a run, as its outputs name them. */
export type DataDescription = RunConfig['data'];

/** What decides a run, and what it runs on. */
export interface RunDescription {
  settings: TrainingSettings;
  network: AnySpec;
  /** The modules that its kinds of block are from; undefined where all are of `@nin/blocks`. */
  use?: RunConfig['use'];
  data: DataDescription;
  backend: BackendInfo;
}

/** Writes `config.json`. */
export function writeRunConfig(folder: OwnRunFolder, description: RunDescription): Promise<void> {
  const { node, platform, arch } = { node: process.version, platform: process.platform, arch: process.arch };
  const config = {
    version: 1,
    startedAt: new Date().toISOString(),
    ...description,
    versions: { node, tfjs: tfjsVersion, platform: `${platform} ${arch}` },
  };
  return writeSealedJson(folder.config, config, folder.lock);
}

/**
 * Reads `config.json`.
 *
 * @throws UsageError if it is not one of this command, if a setting is out of its range, or if it was altered.
 */
export function readRunConfig({ config }: RunFolder): Promise<RunConfig> {
  return readSealedJson(config, configSchema);
}
