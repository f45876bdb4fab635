import type { NodeModules } from '@nin/durable-files';
import type * as tf from '@tensorflow/tfjs-core';
import { ModelFileError } from './model-file-error';
import { requireFiniteLoaded } from './model-finite';
import { parseModelJson, readModelText } from './model-json';
import { fileSize, readBytes } from './read-limited';
import { sha256Hex } from './sha256';
import { bytesOfAll, lengthProblem } from './weight-bytes';
import type { WeightsGroup } from './weights-manifest';

/** Number of attempts to load while another process saves and removes the weights being read. */
const attempts = 5;

/** Maximum total size of weights, far more than typed arrays of tfjs's backends can hold. */
const mostBytes = 4 * 2 ** 30;

/** Loaded artifacts, and the text of their model.json. */
export interface ModelFiles {
  artifacts: tf.io.ModelArtifacts;
  text: string;
}

/** Loads a model from a directory; see `fileSystem`. */
export async function readModelFiles(node: NodeModules, directory: string): Promise<ModelFiles> {
  const modelFile = node.path.join(directory, 'model.json');
  for (let attempt = 1; ; attempt++) {
    const text = await readModelText(node, modelFile);
    const { weightsManifest, ...rest } = parseModelJson(modelFile, text);
    try {
      const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
      const weightData = await readWeights(node, directory, weightsManifest);
      const artifacts = { ...rest, weightSpecs, weightData };
      requireFiniteLoaded(modelFile, artifacts, 'fileSystem');
      return { artifacts, text };
    } catch (error) {
      const replaced = attempt < attempts && (await readModelText(node, modelFile)) !== text;
      if (!replaced) throw error;
    }
  }
}

async function readWeights(
  node: NodeModules,
  directory: string,
  manifest: readonly WeightsGroup[],
): Promise<ArrayBuffer> {
  const groups = manifest.map(({ paths, weights, sha256 }) => ({
    files: paths.map((name) => node.path.join(directory, name)),
    expected: bytesOfAll(weights),
    sha256,
  }));
  // All sizes are checked before anything is read, so that only files of this model are read.
  const sizes = await Promise.all(
    groups.map(async ({ files, expected }) => {
      const ofFiles = await Promise.all(files.map((file) => fileSize(node, file)));
      requireSize(files, expected, sumOf(ofFiles));
      return ofFiles;
    }),
  );
  const total = sumOf(sizes.flat());
  if (total > mostBytes) {
    throw new ModelFileError(
      directory,
      'damaged',
      `must have at most ${mostBytes} bytes of weights, got ${total}`,
    );
  }
  const parts = await Promise.all(
    groups.map(async ({ files, expected, sha256 }, group) => {
      const read = await Promise.all(files.map((file, i) => readBytes(node, file, sizes[group]?.[i] ?? 0)));
      requireSize(files, expected, sumOf(read.map(({ length }) => length)));
      if (sha256 !== undefined) requireDigest(files, sha256, sha256Hex(read));
      return read;
    }),
  );
  const data = join(parts.flat());
  // The lengths of strings are in the data, not in the sizes.
  const problem = lengthProblem(
    manifest.flatMap(({ weights }) => weights),
    data,
  );
  if (problem) {
    throw new ModelFileError(groups.flatMap(({ files }) => files).join(', '), 'damaged', problem);
  }
  return data;
}

function requireSize(files: readonly string[], expected: number | undefined, bytes: number): void {
  if (expected === undefined || bytes === expected) return;
  throw new ModelFileError(
    files.join(', '),
    'damaged',
    `must have ${expected} bytes according to model.json, got ${bytes}: it is truncated or belongs to another model`,
  );
}

function requireDigest(files: readonly string[], expected: string, actual: string): void {
  if (expected === actual) return;
  throw new ModelFileError(
    files.join(', '),
    'damaged',
    `must have the SHA-256 '${expected}' according to model.json, got '${actual}': it is damaged`,
  );
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function join(parts: readonly Uint8Array[]): ArrayBuffer {
  const [only] = parts;
  // A single file needs no copy.
  if (parts.length === 1 && only?.buffer instanceof ArrayBuffer && only.length === only.buffer.byteLength) {
    return only.buffer;
  }
  const whole = new Uint8Array(sumOf(parts.map(({ length }) => length)));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole.buffer;
}
