import { shown } from '@nin/checks';
import type { NodeModules } from '@nin/durable-files';
import type * as tf from '@tensorflow/tfjs-core';
import { ModelFileError } from './model-file-error';
import { fileSize, readBytes } from './read-limited';
import { sha256OfJson } from './sha256';
import { manifestProblem, type WeightsGroup } from './weights-manifest';

/** JSON of model files, whose groups of weights may have checksums. */
export interface ModelJson extends tf.io.ModelJSON {
  weightsManifest: WeightsGroup[];
}

/** {@link ModelJson} with the SHA-256 of the rest of it, by `sha256OfJson`. */
interface CheckedModelJson extends ModelJson {
  sha256?: string;
}

/** Maximum size, far more than any model needs: thousands of layers take a few megabytes. */
const mostBytes = 256 * 2 ** 20;

/** Returns the text of a model.json of at most 256 MB. */
export async function readModelText(node: NodeModules, path: string): Promise<string> {
  const size = await fileSize(node, path);
  if (size > mostBytes) {
    throw new ModelFileError(path, 'damaged', `must have at most ${mostBytes} bytes, got ${size}`);
  }
  return new TextDecoder().decode(await readBytes(node, path, size));
}

/**
 * Parses the JSON of a tfjs model and checks what tfjs does not: the checksum, if there is one, and the manifest.
 *
 * @returns the JSON without the checksum, which tfjs would otherwise copy to other files.
 * @throws ModelFileError that names `path` and the problem.
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
  // There are checksums of everything or of nothing, so that a damaged field name does not disable the check.
  if (groups.some((sum) => (sum === undefined) !== (sha256 === undefined))) {
    return 'must have a sha256 of itself and of each group of weights, or none at all: it is damaged';
  }
  if (sha256 === undefined) return undefined;
  const actual = jsonDigest(rest);
  return sha256 === actual
    ? undefined
    : `must have the SHA-256 ${shown(sha256)} according to its own field, got '${actual}': it is damaged`;
}

function jsonDigest(value: unknown): string {
  try {
    return sha256OfJson(value);
  } catch {
    // The JSON is nested too deeply, which only damage or malice can cause.
    return 'none';
  }
}
