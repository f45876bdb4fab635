import type { BackendInfo, BackendPreference } from '@nin/backends';
import { tinySpec, type AnySpec } from '@nin/blocks';
import { checkExperiment, parseExperiment, type Experiment } from '@nin/recipes';
import { version_core as tfjsVersion } from '@tensorflow/tfjs-core';
import { UsageError } from '../failure';
import { isFirstConfig, readFirstConfig } from './first-config';
import { readJson, requireSeal, sha256OfFields, writeJson } from './json-files';
import { anyObject, fields, requireRules } from './json-rules';
import type { OwnRunFolder, RunFolder } from './run-folder';
import { runSchema, type RunConfig, type RunFacts } from './run-schema';

/** What is known when a run starts. */
export interface StartedRun extends Omit<
  RunFacts,
  'startedAt' | 'versions' | 'backend' | 'requestedBackend'
> {
  requestedBackend: BackendPreference;
  backend: BackendInfo;
}

/** Writes `config.json`: the experiment, which `nin train` trains again, and the facts of this run under `run`. */
export function writeRunConfig(
  folder: OwnRunFolder,
  experiment: Experiment,
  started: StartedRun,
): Promise<void> {
  const versions = {
    node: process.version,
    tfjs: tfjsVersion,
    platform: `${process.platform} ${process.arch}`,
  };
  const run = { ...started, startedAt: new Date().toISOString(), versions };
  const sha256 = sha256OfFields({ ...experiment, run });
  return writeJson(folder.config, { ...experiment, run: { ...run, sha256 } }, folder.lock);
}

/**
 * Reads `config.json`, that of a run from before there were experiments too.
 *
 * @throws UsageError naming the file, if a field breaks its rule, or the file was altered.
 */
export async function readRunConfig({ config: path }: RunFolder): Promise<RunConfig> {
  const value = await readJson(path);
  if (isFirstConfig(value)) return readFirstConfig(path, value);
  const { run: runValue, ...experimentValue } = requireRules(path, anyObject, value) as {
    run?: unknown;
    network?: unknown;
  };
  const { run: checked } = requireRules(
    path,
    fields({ run: runSchema }),
    runValue === undefined ? {} : { run: runValue },
  );
  const { network } = experimentValue;
  const [problem] = checkExperiment({ ...experimentValue, network: tinySpec });
  if (problem) throw new UsageError(`${path}: ${problem.message}`);
  requireRules(path, fields({ network: anyObject }), { network });
  const { sha256, ...run } = checked;
  // As the file has it: the order of its fields decides the digest.
  requireSeal(path, sha256, { ...(value as object), run: withoutDigest(runValue as { sha256: string }) });
  const experiment = parseExperiment({ ...experimentValue, network: tinySpec });
  return { experiment: { ...experiment, network: network as AnySpec }, run };
}

function withoutDigest({ sha256: _digest, ...fields }: { sha256: string }): object {
  return fields;
}
