import { profile, type NinSpec } from '@nin/blocks';

/** How many 1×1 layers each block has, as it is built. */
export function layerCounts(spec: NinSpec): number[] {
  const { layers } = profile(spec);
  return spec.blocks.map(
    (_, i) => layers.filter(({ name }) => new RegExp(`^block${i + 1}/mlp\\d+$`).test(name)).length,
  );
}
