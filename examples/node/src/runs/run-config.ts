import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { BackendInfo } from '@nin/backends';
import type { NinSpec } from '@nin/blocks';
import { version_core as tfjsVersion } from '@tensorflow/tfjs-core';
import type { InferOutput } from 'valibot';
import { reasonOf, UsageError } from '../failure';
import type { TrainingSettings } from '../training/settings';
import { configSchema } from './config-schema';
import { requireRules } from './json-rules';
import type { OwnRunFolder, RunFolder } from './run-folder';
import { writeJson } from './write-file';

/** What `config.json` holds. */
export type RunConfig = InferOutput<typeof configSchema>;

/** The data of a run, as its outputs name them. */
export type DataDescription = RunConfig['data'];

/** What decides a run, and what it runs on. */
export interface RunDescription {
  settings: TrainingSettings;
  network: NinSpec;
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
  return writeJson(folder.config, { ...config, sha256: sha256Of(config) }, folder.lock);
}

/**
 * Reads `config.json`.
 *
 * @throws UsageError if it is not one of this command, if a setting is out of its range, or if it was altered.
 */
export async function readRunConfig({ config: path }: RunFolder): Promise<RunConfig> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    // What is no JSON may be anything, so none of it is shown.
    throw new UsageError(
      error instanceof SyntaxError ? `${path} must be JSON` : `${path} cannot be read: ${reasonOf(error)}`,
    );
  }
  const config = requireRules(path, configSchema, value);
  const { sha256, ...rest } = value as RunConfig;
  if (sha256 !== undefined && sha256 !== sha256Of(rest)) {
    throw new UsageError(
      `${path} was altered after the run began: its SHA-256 must be ${sha256}, got ${sha256Of(rest)}`,
    );
  }
  return config;
}

/** The order of fields is the file's own, so JSON as it is does. */
function sha256Of(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
