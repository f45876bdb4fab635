/** Where a job runs: in a process of Node or in a worker of a fresh page, and the backend of TensorFlow.js there. */
export const placeNames = ['node-wasm', 'node-webgpu', 'page-webgpu', 'page-webgl', 'page-wasm'] as const;

export type PlaceName = (typeof placeNames)[number];

/**
 * Who trains. `ours` computes with all threads, `ours-1` with one; `stock` is TensorFlow.js without our kernels, with its own
 * Adam. Stock `wasm` has no gradient of a convolution, so stock `cpu` is timed beside ours there.
 */
export const peerNames = ['ours-1', 'ours', 'stock', 'stock-cpu', 'jax-js'] as const;

export type PeerName = (typeof peerNames)[number];

/** Returns the backend of TensorFlow.js that a peer uses. */
export function backendOf(place: PlaceName, peer: PeerName): 'wasm' | 'webgpu' | 'webgl' | 'cpu' {
  return peer === 'stock-cpu' ? 'cpu' : (place.slice(5) as 'wasm' | 'webgpu' | 'webgl');
}

/** Whether a place computes on a GPU, or on a GPU in software. */
export function onGpu(place: PlaceName): boolean {
  return !place.endsWith('wasm');
}

const backendTitles: Record<string, string> = { wasm: 'wasm', webgpu: 'WebGPU', webgl: 'WebGL2' };

/** Returns the name of a place for tables. */
export function placeTitle(place: string): string {
  const [host, backend] = place.split('-');
  if (!(backend in backendTitles)) return place;
  return `${host === 'node' ? 'Node' : 'Chromium'}, ${backendTitles[backend]}`;
}

/** Returns the name of a peer for tables. */
export function peerTitle(peer: string, threads = 1): string {
  const count = threads > 1 ? `, ${threads} threads` : '';
  const titles: Record<string, string> = {
    ours: `ours${count}`,
    'ours-1': 'ours, 1 thread',
    stock: `stock tfjs${count}`,
    'stock-cpu': 'stock tfjs cpu',
    'jax-js': 'jax-js wasm, gradient only',
  };
  return titles[peer] ?? peer;
}
