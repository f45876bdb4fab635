import { shown } from '@nin/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from './shape';

/** A group of weights in model.json, with the checksum of its bytes if `fileSystem` saved it. */
export type WeightsGroup = tf.io.WeightsManifestConfig[number] & { sha256?: string };

const dtypes: readonly unknown[] = ['float32', 'int32', 'bool', 'string', 'complex64'];

/** Maximum number of files: tfjs writes files of 4 MB, and cannot load more of them. */
const mostFiles = 4096;

/** Returns what is wrong with a weights manifest, as the rest of a message; undefined if it is valid. */
export function manifestProblem(
  manifest: readonly { paths: readonly unknown[]; weights: readonly unknown[] }[],
): string | undefined {
  const paths = manifest.flatMap((group) => group.paths);
  if (paths.length > mostFiles) return `must name at most ${mostFiles} files of weights, got ${paths.length}`;
  const stray = paths.findIndex((path) => !isPlainName(path));
  if (stray >= 0)
    return `must list weight files in its own directory by plain names, got ${shown(paths[stray])}`;
  return weightsProblem(manifest.flatMap(({ weights }) => weights));
}

/** Returns what is wrong with a list of weights, as the rest of a message; undefined if it is valid. */
export function weightsProblem(weights: readonly unknown[]): string | undefined {
  for (const weight of weights) {
    const { name, shape, dtype, quantization } = fieldsOf(weight);
    // tfjs would lose a weight named `__proto__`, which is not an ordinary key of an object.
    if (typeof name !== 'string' || name === '' || name === '__proto__') {
      return `must give each weight a name, got ${shown(name)}`;
    }
    if (!isShape(shape)) {
      return `must give ${shown(name)} a shape of non-negative integers, got ${shown(shape)}`;
    }
    if (!dtypes.includes(dtype)) return `must give ${shown(name)} a dtype of tfjs, got ${shown(dtype)}`;
    if (quantization !== undefined && !isQuantization(quantization, dtype)) {
      return `must give ${shown(name)} a quantization of tfjs, got ${shown(quantization)}`;
    }
  }
  return undefined;
}

/** Names of devices on Windows, in every directory. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Whether a name is a plain file name on every platform: no separator, no drive, no parent directory. */
export function isPlainName(name: unknown): name is string {
  return (
    typeof name === 'string' &&
    name.length > 0 &&
    name.length <= 255 &&
    !/^\.{1,2}$|[/\\:\p{Cc}]/u.test(name) &&
    !devices.test(name)
  );
}

function isShape(shape: unknown): boolean {
  return (
    Array.isArray(shape) &&
    shape.every((length) => Number.isSafeInteger(length) && length >= 0) &&
    Number.isSafeInteger(sizeOf(shape as number[]))
  );
}

function isQuantization(quantization: unknown, dtype: unknown): boolean {
  const { dtype: stored, scale, min } = fieldsOf(quantization);
  if (stored === 'float16') return dtype === 'float32';
  return (
    (stored === 'uint8' || stored === 'uint16') &&
    (dtype === 'float32' || dtype === 'int32') &&
    Number.isFinite(scale) &&
    Number.isFinite(min)
  );
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
