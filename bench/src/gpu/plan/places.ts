/** Where a GPU is reached from, and by which of tfjs's backends. */
export const placeNames = ['node-webgpu', 'chromium-webgpu', 'chromium-webgl'] as const;

export type PlaceName = (typeof placeNames)[number];

/** The backend of a place. */
export function backendOf(place: PlaceName): 'webgpu' | 'webgl' {
  return place === 'chromium-webgl' ? 'webgl' : 'webgpu';
}

/** What the tables call it. */
export function placeTitle(place: PlaceName): string {
  switch (place) {
    case 'node-webgpu':
      return 'Node, WebGPU';
    case 'chromium-webgpu':
      return 'Chromium, WebGPU';
    case 'chromium-webgl':
      return 'Chromium, WebGL2';
  }
}

/** Who computes: tfjs with our kernels and our AdamW, or tfjs as it comes, with its own Adam. */
export const gpuPeers = ['ours', 'stock'] as const;

export type GpuPeer = (typeof gpuPeers)[number];

/** What the tables call it. */
export function gpuPeerTitle(peer: GpuPeer): string {
  return peer === 'ours' ? 'ours' : 'stock tfjs';
}
