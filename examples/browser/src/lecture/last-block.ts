import { layerShapes, profile, type NinSpec } from '@nin/blocks';

/** The map that the last block gets: `[height, width, channels]`. */
export function lastBlockInput(spec: NinSpec): readonly number[] {
  const shapes = layerShapes(spec);
  const place = shapes.findIndex(({ name }) => name === `block${spec.blocks.length}`);
  return shapes[place - 1]?.shape ?? spec.inputShape;
}

/**
 * Weights of the last block's k×k convolution that see nothing but padding. Where its map is a single pixel, those are
 * all but the centre of each kernel; elsewhere every weight meets the image somewhere.
 */
export function idleWeights(spec: NinSpec): number {
  const last = spec.blocks.at(-1);
  const [height, width, channels = 0] = lastBlockInput(spec);
  if (!last || height !== 1 || width !== 1 || last.padding === 'valid') return 0;
  return (last.kernelSize ** 2 - 1) * channels * last.filters;
}

/** What ends a network, and the parameters it takes. */
export interface HeadCosts {
  /** The map that comes in. */
  map: readonly number[];
  classes: number;
  /** The last block; the averaging behind it has none. */
  averaging: number;
  /** One fully connected layer from the map to the classes. */
  dense: number;
  /** A hidden layer of 4096 before it, as the networks before NiN had. */
  hidden: number;
}

const hiddenUnits = 4096;

/** What the last block and its averaging cost, and what fully connected layers in their place would. */
export function headCosts(spec: NinSpec): HeadCosts {
  const map = lastBlockInput(spec);
  const inputs = map.reduce((product, size) => product * size, 1);
  const classes = layerShapes(spec).at(-1)?.shape[0] ?? 0;
  const averaging = profile(spec)
    .layers.filter(({ name }) => name.startsWith(`block${spec.blocks.length}/`))
    .reduce((sum, { params }) => sum + params, 0);
  return {
    map,
    classes,
    averaging,
    dense: inputs * classes + classes,
    hidden: inputs * hiddenUnits + hiddenUnits + hiddenUnits * classes + classes,
  };
}
