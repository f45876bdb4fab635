import { shown } from '@nin/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { ModelFileError } from './model-file-error';
import type { NodeModules } from './node-modules';

/** Names that only a save gives: by them, what a killed save has left behind is known. */
const leftover = /^(weights-[0-9a-f]{12}\.bin|model-[0-9a-f]{12}\.json\.tmp)$/;

/** Saves a model to a directory, completely or not at all. See `fileSystem`. */
export async function writeModelFiles(
  node: NodeModules,
  directory: string,
  artifacts: tf.io.ModelArtifacts,
): Promise<tf.io.SaveResult> {
  const { weightData = [] } = artifacts;
  const buffers = Array.isArray(weightData) ? weightData : [weightData];
  const id = node.crypto.randomBytes(6).toString('hex');
  const weightsFile = `weights-${id}.bin`;
  const temporaryFile = `model-${id}.json.tmp`;
  const json = modelJson(artifacts, weightsFile);
  const at = (name: string) => node.path.join(directory, name);
  let old: string[];
  try {
    await node.fs.mkdir(directory, { recursive: true });
    old = await weightFilesOf(node, at('model.json'));
    await writeDurably(node, at(weightsFile), buffers);
    await writeDurably(node, at(temporaryFile), [new TextEncoder().encode(json)]);
    await node.fs.rename(at(temporaryFile), at('model.json'));
  } catch (cause) {
    await removeFiles(node, directory, (name) => name === weightsFile || name === temporaryFile);
    throw new ModelFileError(directory, 'unwritable', 'cannot be written', cause);
  }
  await syncDirectory(node, directory);
  await removeFiles(
    node,
    directory,
    (name) => name !== weightsFile && (old.includes(name) || leftover.test(name)),
  );
  return { modelArtifactsInfo: infoOf(artifacts, buffers) };
}

function modelJson(artifacts: tf.io.ModelArtifacts, weightsFile: string): string {
  const { modelTopology, weightSpecs = [] } = artifacts;
  if (!modelTopology || modelTopology instanceof ArrayBuffer) {
    throw new TypeError(`fileSystem: modelTopology must be JSON, got ${shown(modelTopology)}`);
  }
  const weightsManifest = [{ paths: [weightsFile], weights: weightSpecs }];
  const elsewhere = { weightSpecs: undefined, weightData: undefined, getWeightStream: undefined };
  return JSON.stringify({ ...artifacts, ...elsewhere, weightsManifest });
}

/** The weight files a model.json names, as far as they lie next to it; none if it is not there or not a model's. */
async function weightFilesOf({ fs, path }: NodeModules, modelFile: string): Promise<string[]> {
  try {
    const { weightsManifest } = JSON.parse(await fs.readFile(modelFile, 'utf8')) as tf.io.ModelJSON;
    return weightsManifest.flatMap(({ paths }) => paths).filter((name) => path.basename(name) === name);
  } catch {
    return [];
  }
}

/** Writes a new file and returns when it is on the disk. */
async function writeDurably(
  { fs }: NodeModules,
  path: string,
  parts: readonly (ArrayBuffer | Uint8Array)[],
): Promise<void> {
  const file = await fs.open(path, 'wx');
  try {
    for (const part of parts) await file.writeFile(new Uint8Array(part));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a rename last through a power failure, where the platform can; the files are valid either way. */
async function syncDirectory({ fs }: NodeModules, directory: string): Promise<void> {
  try {
    const handle = await fs.open(directory, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows opens no directories.
  }
}

/** Removes what it can: a file that stays only takes up space. */
async function removeFiles(
  { fs, path }: NodeModules,
  directory: string,
  which: (name: string) => boolean,
): Promise<void> {
  const names = await fs.readdir(directory).catch(() => []);
  const removals = names.filter(which).map((name) => fs.rm(path.join(directory, name), { force: true }));
  await Promise.allSettled(removals);
}

function infoOf(artifacts: tf.io.ModelArtifacts, buffers: readonly ArrayBuffer[]): tf.io.ModelArtifactsInfo {
  const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value ?? null)).length;
  return {
    dateSaved: new Date(),
    modelTopologyType: 'JSON',
    modelTopologyBytes: bytesOf(artifacts.modelTopology),
    weightSpecsBytes: bytesOf(artifacts.weightSpecs),
    weightDataBytes: buffers.reduce((total, { byteLength }) => total + byteLength, 0),
  };
}
