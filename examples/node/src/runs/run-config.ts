import { readFile } from 'node:fs/promises';
import type { BackendInfo } from '@nin/backends';
import type { NinSpec } from '@nin/blocks';
import { version_core as tfjsVersion } from '@tensorflow/tfjs-core';
import { reasonOf, UsageError } from '../failure';
import type { TrainingSettings } from '../training/settings';
import type { RunFolder } from './run-folder';
import { writeJson } from './write-file';

/** What `config.json` holds. */
export interface RunConfig {
  /** The layout of this file. */
  version: 1;
  startedAt: string;
  settings: TrainingSettings;
  network: NinSpec;
  data: DataDescription;
  backend: BackendInfo;
  versions: { node: string; tfjs: string; platform: string };
}

/** The data of a run, as its outputs name them. */
export interface DataDescription {
  title: string;
  synthetic: boolean;
  train: number;
  test: number;
  classNames: readonly string[];
}

/** Writes `config.json`. */
export function writeRunConfig(
  folder: RunFolder,
  config: Omit<RunConfig, 'version' | 'startedAt' | 'versions'>,
): Promise<void> {
  const { node, platform, arch } = { node: process.version, platform: process.platform, arch: process.arch };
  const whole: RunConfig = {
    version: 1,
    startedAt: new Date().toISOString(),
    ...config,
    versions: { node, tfjs: tfjsVersion, platform: `${platform} ${arch}` },
  };
  return writeJson(folder.config, whole);
}

/**
 * Reads `config.json`.
 *
 * @throws UsageError if it is not one of ours.
 */
export async function readRunConfig(folder: RunFolder): Promise<RunConfig> {
  let config: RunConfig;
  try {
    config = JSON.parse(await readFile(folder.config, 'utf8')) as RunConfig;
  } catch (error) {
    throw new UsageError(`${folder.config} cannot be read: ${reasonOf(error)}`);
  }
  if (config.version !== 1 || typeof config.settings !== 'object' || typeof config.data !== 'object') {
    throw new UsageError(`${folder.config} must be the config.json of a run of this command`);
  }
  return config;
}
