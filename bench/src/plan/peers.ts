/** Who trains, in the order of the tables. */
export const peerNames = ['ours-1', 'ours-N', 'stock-wasm', 'stock-cpu', 'jax-js'] as const;

/** `ours-1` computes with one thread, `ours-N` with one for each core. */
export type PeerName = (typeof peerNames)[number];

/** What the tables call them. */
export function peerTitle(peer: PeerName, threads: number): string {
  switch (peer) {
    case 'ours-1':
    case 'ours-N':
      return `ours, ${threads} thread${threads === 1 ? '' : 's'}`;
    case 'stock-wasm':
      return 'stock tfjs wasm';
    case 'stock-cpu':
      return 'stock tfjs cpu';
    case 'jax-js':
      return 'jax-js wasm, gradient only';
  }
}
