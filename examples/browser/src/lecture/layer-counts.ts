import { profile, type NinSpec } from '@nin/blocks';

/** How many 1×1 layers each block has, as it is built. A layer may be of several parts: `block1/mlp1/2`. */
export function layerCounts(spec: NinSpec): number[] {
  const parts = profile(spec).layers.map(({ name }) => name.split('/'));
  return spec.blocks.map((_, i) => {
    const ofBlock = parts.filter(([block]) => block === `block${i + 1}`);
    return new Set(ofBlock.flatMap(([, part]) => (part?.startsWith('mlp') ? part : []))).size;
  });
}
