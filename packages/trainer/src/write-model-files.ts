import { shown } from '@nin/checks';
import {
  isLeftover,
  makeFolder,
  removeFiles,
  replaceDurably,
  writeDurably,
  type NodeModules,
} from '@nin/durable-files';
import * as tf from '@tensorflow/tfjs-core';
import { ModelFileError } from './model-file-error';
import { requireFiniteToSave } from './model-finite';
import { readModelText, type ModelJson } from './model-json';
import { sha256Hex, sha256OfJson } from './sha256';
import { lengthProblem } from './weight-bytes';
import { isPlainName } from './weights-manifest';

/** Names that only a save creates, by which weights left by a killed save are recognized. */
const ownWeights = /^weights-[0-9a-f]{12}\.bin$/;

/** Result of a save, and the text of its model.json. */
export interface SavedFiles {
  result: tf.io.SaveResult;
  text: string;
}

/**
 * Saves a model to a directory atomically; see `fileSystem`.
 *
 * @param known text of the model.json that the handler last saved or loaded, if any: throws if the file differs.
 */
export async function writeModelFiles(
  node: NodeModules,
  directory: string,
  artifacts: tf.io.ModelArtifacts,
  known: string | undefined,
): Promise<SavedFiles> {
  const { weightData = [] } = artifacts;
  const buffers = Array.isArray(weightData) ? weightData : [weightData];
  const weightsFile = `weights-${node.crypto.randomBytes(6).toString('hex')}.bin`;
  const modelFile = node.path.join(directory, 'model.json');
  const text = modelJson(artifacts, weightsFile, sha256Hex(buffers));
  const problem = lengthProblem(artifacts.weightSpecs ?? [], tf.io.CompositeArrayBuffer.join(buffers));
  if (problem) throw new TypeError(`fileSystem: weightData ${problem}`);
  requireFiniteToSave(modelFile, artifacts, 'fileSystem');

  const before = await textThere(node, modelFile);
  const requireUnchanged = async () => {
    if ((await textThere(node, modelFile)) === before) return;
    throw new ModelFileError(modelFile, 'changed', changed);
  };
  if (known !== undefined && before !== known) throw new ModelFileError(modelFile, 'changed', changed);
  try {
    // A directory that has been removed since is not created again: that was done on purpose.
    if (known === undefined) await makeFolder(directory);
    await writeDurably(node.path.join(directory, weightsFile), buffers);
    await replaceDurably(modelFile, text, { check: requireUnchanged });
  } catch (cause) {
    await removeFiles(directory, (name) => name === weightsFile);
    if (cause instanceof ModelFileError) throw cause;
    await requireUnchanged();
    throw new ModelFileError(directory, 'unwritable', 'cannot be written', cause);
  }
  const old = weightFilesOf(before);
  await removeFiles(
    directory,
    (name) => name !== weightsFile && (old.includes(name) || ownWeights.test(name) || isLeftover(name)),
  );
  return { result: { modelArtifactsInfo: infoOf(artifacts, buffers) }, text };
}

const changed =
  'must be unchanged since this program saved or loaded it: another program has replaced or removed it';

/** Returns the text of an existing model.json; undefined if it cannot be read. */
async function textThere(node: NodeModules, modelFile: string): Promise<string | undefined> {
  return readModelText(node, modelFile).catch(() => undefined);
}

function modelJson(artifacts: tf.io.ModelArtifacts, weightsFile: string, weightsDigest: string): string {
  const { modelTopology, weightSpecs = [] } = artifacts;
  if (!modelTopology || modelTopology instanceof ArrayBuffer) {
    throw new TypeError(`fileSystem: modelTopology must be JSON, got ${shown(modelTopology)}`);
  }
  const weightsManifest = [{ paths: [weightsFile], weights: weightSpecs, sha256: weightsDigest }];
  const elsewhere = { weightSpecs: undefined, weightData: undefined, getWeightStream: undefined };
  const json = { ...artifacts, ...elsewhere, sha256: undefined, weightsManifest };
  return JSON.stringify({ ...json, sha256: sha256OfJson(json) });
}

/** Returns the weight files that a model.json lists in its own directory; [] if it is not a model's. */
function weightFilesOf(text: string | undefined): string[] {
  try {
    const { weightsManifest } = JSON.parse(text ?? '') as ModelJson;
    // Only files with the usual extension: a foreign model.json may list any file, but only weights may be removed.
    return weightsManifest
      .flatMap(({ paths }) => paths)
      .filter((name) => isPlainName(name) && name.endsWith('.bin'));
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
