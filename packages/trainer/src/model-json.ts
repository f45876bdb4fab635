import { shown } from '@nin/checks';
import type { NodeModules } from '@nin/durable-files';
import type * as tf from '@tensorflow/tfjs-core';
import { ModelFileError } from './model-file-error';
import { fileSize, readBytes } from './read-limited';
import { sha256OfJson } from './sha256';
import { manifestProblem, type WeightsGroup } from './weights-manifest';

/** The JSON of model files, whose groups of weights may have checksums. */
export interface ModelJson extends tf.io.ModelJSON {
  weightsManifest: WeightsGroup[];
}

/** The same as we write it, with the SHA-256 of all the rest, as `sha256OfJson` gives it. */
interface CheckedModelJson extends ModelJson {
  sha256?: string;
}

/** Far more than any model needs: a network of thousands of layers takes some megabytes. */
const mostBytes = 256 * 2 ** 20;

/** Reads a model.json, which must have a reasonable size. */
export async function readModelText(node: NodeModules, path: string): Promise<string> {
  const size = await fileSize(node, path);
  if (size > mostBytes) {
    throw new ModelFileError(path, 'damaged', `must have at most ${mostBytes} bytes, got ${size}`);
  }
  return new TextDecoder().decode(await readBytes(node, path, size));
}

/**
 * Reads the JSON of a tfjs model and checks what tfjs takes on trust: the checksum, where there is one, and the manifest.
 *
 * @returns the JSON without the checksum, which is of this file: tfjs would save it to others.
 * @throws ModelFileError naming `path` and what is wrong.
 */
export function parseModelJson(path: string, text: string): ModelJson {
  let model: unknown;
  try {
    model = JSON.parse(text);
  } catch (cause) {
    throw new ModelFileError(path, 'damaged', 'must be JSON', cause);
  }
  if (!isModelJson(model)) {
    throw new ModelFileError(
      path,
      'damaged',
      'must be a tfjs model, with a modelTopology and a weightsManifest, got other JSON',
    );
  }
  const { sha256, ...rest } = model;
  const problem = checksumProblem(rest, sha256) ?? manifestProblem(rest.weightsManifest);
  if (problem) throw new ModelFileError(path, 'damaged', problem);
  return rest;
}

function isModelJson(model: unknown): model is CheckedModelJson {
  if (typeof model !== 'object' || model === null) return false;
  const { modelTopology, weightsManifest } = model as Partial<CheckedModelJson>;
  return (
    typeof modelTopology === 'object' &&
    modelTopology !== null &&
    Array.isArray(weightsManifest) &&
    weightsManifest.every(
      (group?: Partial<WeightsGroup> | null) => Array.isArray(group?.paths) && Array.isArray(group.weights),
    )
  );
}

function checksumProblem(rest: ModelJson, sha256: string | undefined): string | undefined {
  const groups = rest.weightsManifest.map((group) => group.sha256);
  // A damaged name of a field must not switch the check off: there are checksums of everything, or of nothing.
  if (groups.some((sum) => (sum === undefined) !== (sha256 === undefined))) {
    return 'must have a sha256 of itself and of each group of weights, or none at all: it was damaged';
  }
  if (sha256 === undefined) return undefined;
  const actual = jsonDigest(rest);
  return sha256 === actual
    ? undefined
    : `must have the SHA-256 ${shown(sha256)}, as it says itself, got '${actual}': it was damaged`;
}

function jsonDigest(value: unknown): string {
  try {
    return sha256OfJson(value);
  } catch {
    // Lists in lists to a depth that nothing but damage or malice makes.
    return 'none';
  }
}
