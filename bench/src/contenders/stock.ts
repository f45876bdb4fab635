import type { NinSpec } from '@nin/blocks';
import { setBackend, train } from '@tensorflow/tfjs-core';
import { learningRate, type Contender } from './contender';
import { tfjsContender } from './tfjs-contender';

/** TensorFlow.js as it comes, with its own Adam. */
export async function stock(backend: 'cpu' | 'wasm', spec: NinSpec, batchSize: number): Promise<Contender> {
  if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  else await import('@tensorflow/tfjs-backend-wasm');
  if (!(await setBackend(backend))) throw new Error(`tfjs could not start its backend ${backend}`);
  // A product of 1024 rows takes the cpu backend too long.
  const productSize = backend === 'cpu' ? 512 : 1024;
  return tfjsContender({ spec, batchSize, optimizer: train.adam(learningRate), threads: 1, productSize });
}
