import type { NodeModules } from '@nin/durable-files';
import type * as tf from '@tensorflow/tfjs-core';
import { ModelFileError } from './model-file-error';
import { weightBytes } from './weight-bytes';

type Manifest = tf.io.WeightsManifestConfig;

/** How often a load starts again when a save has removed the weights under its hands. */
const attempts = 5;

/** Loads a model from a directory. See `fileSystem`. */
export async function readModelFiles(node: NodeModules, directory: string): Promise<tf.io.ModelArtifacts> {
  const modelFile = node.path.join(directory, 'model.json');
  for (let attempt = 1; ; attempt++) {
    const text = await readText(node, modelFile);
    const { weightsManifest, ...rest } = parseModel(modelFile, text);
    try {
      const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
      return { ...rest, weightSpecs, weightData: await readWeights(node, directory, weightsManifest) };
    } catch (error) {
      const replaced = attempt < attempts && (await readText(node, modelFile)) !== text;
      if (!replaced) throw error;
    }
  }
}

async function readText(node: NodeModules, path: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(node, path));
}

async function readBytes({ fs }: NodeModules, path: string): Promise<Uint8Array> {
  try {
    return await fs.readFile(path);
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new ModelFileError(path, missing ? 'missing' : 'unreadable', 'cannot be read', cause);
  }
}

function parseModel(path: string, text: string): tf.io.ModelJSON {
  let model: Partial<tf.io.ModelJSON> | null;
  try {
    model = JSON.parse(text) as Partial<tf.io.ModelJSON> | null;
  } catch (cause) {
    throw new ModelFileError(path, 'damaged', 'must be JSON', cause);
  }
  if (!model?.modelTopology || !isManifest(model.weightsManifest)) {
    throw new ModelFileError(
      path,
      'damaged',
      'must be a tfjs model, with a modelTopology and a weightsManifest, got other JSON',
    );
  }
  return model as tf.io.ModelJSON;
}

function isManifest(manifest: Partial<Manifest> | undefined): manifest is Manifest {
  return (
    Array.isArray(manifest) &&
    manifest.every((group) => Array.isArray(group?.paths) && Array.isArray(group.weights))
  );
}

async function readWeights(node: NodeModules, directory: string, manifest: Manifest): Promise<ArrayBuffer> {
  const groups = await Promise.all(
    manifest.map(async ({ paths, weights }) => {
      const files = paths.map((name) => node.path.join(directory, name));
      const parts = await Promise.all(files.map((file) => readBytes(node, file)));
      const bytes = lengthOf(parts);
      const expected = bytesOf(weights);
      if (expected !== undefined && bytes !== expected) {
        throw new ModelFileError(
          files.join(', '),
          'damaged',
          `must have ${expected} bytes by model.json, got ${bytes}: it was cut short or belongs to another model`,
        );
      }
      return parts;
    }),
  );
  return join(groups.flat());
}

/** Bytes of some weights; undefined where only the data tell: strings carry their own length. */
function bytesOf(weights: readonly tf.io.WeightsManifestEntry[]): number | undefined {
  const total = weights.reduce((sum, weight) => sum + (weightBytes(weight) ?? NaN), 0);
  return Number.isNaN(total) ? undefined : total;
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((length, part) => length + part.length, 0);
}

function join(parts: readonly Uint8Array[]): ArrayBuffer {
  const [only] = parts;
  // A whole file of its own needs no copying.
  if (parts.length === 1 && only?.buffer instanceof ArrayBuffer && only.length === only.buffer.byteLength) {
    return only.buffer;
  }
  const whole = new Uint8Array(lengthOf(parts));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole.buffer;
}
