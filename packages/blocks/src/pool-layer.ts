import { layers } from '@tensorflow/tfjs-layers';
import type { PoolSpec } from './spec';

/** Returns the unbuilt layer of a checked pooling. */
export function poolLayer(name: string, { kind, size, strides = size, padding }: PoolSpec): layers.Layer {
  const args = { name, poolSize: size, strides, padding };
  return kind === 'max' ? layers.maxPooling2d(args) : layers.averagePooling2d(args);
}
