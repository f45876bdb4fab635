import { shown } from '@nin/checks';
import {
  isLeftover,
  makeFolder,
  removeFiles,
  replaceDurably,
  writeDurably,
  type NodeModules,
} from '@nin/durable-files';
import type * as tf from '@tensorflow/tfjs-core';
import { ModelFileError } from './model-file-error';

/** Names that only a save gives: by them, the weights that a killed save has left behind are known. */
const ownWeights = /^weights-[0-9a-f]{12}\.bin$/;

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
  const json = modelJson(artifacts, weightsFile);
  const at = (name: string) => node.path.join(directory, name);
  let old: string[];
  try {
    await makeFolder(directory);
    old = await weightFilesOf(node, at('model.json'));
    await writeDurably(at(weightsFile), buffers);
    await replaceDurably(at('model.json'), json);
  } catch (cause) {
    await removeFiles(directory, (name) => name === weightsFile);
    throw new ModelFileError(directory, 'unwritable', 'cannot be written', cause);
  }
  await removeFiles(
    directory,
    (name) => name !== weightsFile && (old.includes(name) || ownWeights.test(name) || isLeftover(name)),
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
