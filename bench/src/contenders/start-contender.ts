import type { NinSpec } from '@nin/blocks';
import type { PeerName } from '../plan/peers';
import type { Contender } from './contender';

/** Loads a peer, and no other: they would replace each other's parts of tfjs. */
export async function startContender(peer: PeerName, spec: NinSpec, batchSize: number): Promise<Contender> {
  switch (peer) {
    case 'ours-1':
      return (await import('./ours')).ours(spec, batchSize, { threads: 1 });
    case 'ours-N':
      return (await import('./ours')).ours(spec, batchSize);
    case 'stock-wasm':
      return (await import('./stock')).stock('wasm', spec, batchSize);
    case 'stock-cpu':
      return (await import('./stock')).stock('cpu', spec, batchSize);
    case 'jax-js':
      return (await import('./jax')).jax(spec, batchSize);
  }
}
