import { layers } from '@tensorflow/tfjs-layers';
import type { PoolSpec } from './spec';

/** The unbuilt layer of a pooling, whose fields have been checked. */
export function poolLayer(name: string, { kind, size, strides = size, padding }: PoolSpec): layers.Layer {
  const args = { name, poolSize: size, strides, padding };
  return kind === 'max' ? layers.maxPooling2d(args) : layers.averagePooling2d(args);
}
