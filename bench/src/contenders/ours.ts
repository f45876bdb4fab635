import { selectBackend } from '@nin/backends';
import type { NinSpec } from '@nin/blocks';
import { adamW } from '@nin/optimizers';
import { learningRate, type Contender } from './contender';
import { tfjsContender } from './tfjs-contender';

/** The packages of this repository, by default with the threads that they take by default. */
export async function ours(
  spec: NinSpec,
  batchSize: number,
  { threads: wanted }: { threads?: number } = {},
): Promise<Contender> {
  const { threads } = await selectBackend('wasm', { threads: wanted });
  return tfjsContender({ spec, batchSize, optimizer: adamW({ learningRate }), threads, productSize: 1024 });
}
