import { requireOneOf, requireOptions, requirePositiveInteger, type OptionNames } from '@nin/checks';
import { layers } from '@tensorflow/tfjs-layers';
import { limits } from './limits';
import type { PoolSpec } from './nin-spec';

const fields: OptionNames<PoolSpec> = { kind: true, size: true, strides: true, padding: true };

/** A pooling with its defaults filled in, after a check of every field. */
export function completePool(where: string, pool: PoolSpec): Required<PoolSpec> {
  requireOptions(`${where}: pool`, pool, fields);
  const { kind, size, strides = size, padding = 'valid' } = pool;
  requireOneOf(`${where}: pool.kind`, kind, ['max', 'average']);
  requirePositiveInteger(`${where}: pool.size`, size, limits.side);
  requirePositiveInteger(`${where}: pool.strides`, strides, limits.side);
  requireOneOf(`${where}: pool.padding`, padding, ['same', 'valid']);
  return { kind, size, strides, padding };
}

/** The unbuilt layer of a pooling. */
export function poolLayer(name: string, { kind, size, strides, padding }: PoolSpec): layers.Layer {
  const args = { name, poolSize: size, strides, padding };
  return kind === 'max' ? layers.maxPooling2d(args) : layers.averagePooling2d(args);
}
