/** The backends that a page can train with, fastest hardware first. */
export const pageBackends = ['webgpu', 'webgl', 'wasm'] as const;

export type PageBackend = (typeof pageBackends)[number];

/**
 * Who trains: the lab's session on our kernels, or tfjs as it comes. Stock `wasm` has no gradient of a convolution, so
 * that stock `cpu` stands beside ours there.
 */
export type PagePeer = 'ours' | 'stock' | 'stock-cpu';

/** The peers on a backend, ours first. */
export function peersOn(backend: PageBackend): PagePeer[] {
  return backend === 'wasm' ? ['ours', 'stock', 'stock-cpu'] : ['ours', 'stock'];
}

/** The backend of tfjs that a peer computes with. */
export function tfjsBackendOf(backend: PageBackend, peer: PagePeer): PageBackend | 'cpu' {
  return peer === 'stock-cpu' ? 'cpu' : backend;
}

/** What messages call a peer. */
export function peerTitle(backend: PageBackend, peer: PagePeer): string {
  return peer === 'ours' ? `${backend}, ours` : `${tfjsBackendOf(backend, peer)}, stock tfjs`;
}
