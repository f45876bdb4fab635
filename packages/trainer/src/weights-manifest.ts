import { shown } from '@nin/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from './shape';

/** A group of weights in model.json, with the checksum of its bytes where we wrote it. */
export type WeightsGroup = tf.io.WeightsManifestConfig[number] & { sha256?: string };

const dtypes: readonly unknown[] = ['float32', 'int32', 'bool', 'string', 'complex64'];

/** tfjs writes files of 4 MB, of which this many hold more than it can load. */
const mostFiles = 4096;

/** Returns what is wrong with a list of groups of weights and the files they are in; undefined where nothing is. */
export function manifestProblem(
  manifest: readonly { paths: readonly unknown[]; weights: readonly unknown[] }[],
): string | undefined {
  const paths = manifest.flatMap((group) => group.paths);
  if (paths.length > mostFiles) return `must name at most ${mostFiles} files of weights, got ${paths.length}`;
  const stray = paths.findIndex((path) => !isPlainName(path));
  if (stray >= 0) return `must name weights by plain names of files next to it, got ${shown(paths[stray])}`;
  return weightsProblem(manifest.flatMap(({ weights }) => weights));
}

/** Returns what is wrong with a list of weights; undefined where nothing is. */
export function weightsProblem(weights: readonly unknown[]): string | undefined {
  for (const weight of weights) {
    const { name, shape, dtype, quantization } = fieldsOf(weight);
    // `__proto__` as a key is not a key, so tfjs would lose that weight.
    if (typeof name !== 'string' || name === '' || name === '__proto__') {
      return `must give each weight a name, got ${shown(name)}`;
    }
    if (!isShape(shape)) {
      return `must give ${shown(name)} a shape of non-negative integers, got ${shown(shape)}`;
    }
    if (!dtypes.includes(dtype)) return `must give ${shown(name)} a dtype that tfjs has, got ${shown(dtype)}`;
    if (quantization !== undefined && !isQuantization(quantization, dtype)) {
      return `must quantize ${shown(name)} in a way that tfjs knows, got ${shown(quantization)}`;
    }
  }
  return undefined;
}

/** Names that Windows gives to devices, in every folder. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Whether a name is that of a file in the same folder, on every platform: no separator, no drive, no way up. */
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
