import { layerShapes, type NinSpec, profile } from '@nin/blocks';
import { blockValues } from '../network/block-values';

/** The map that the last block gets: `[height, width, channels]`. */
export function lastBlockInput(spec: NinSpec): readonly number[] {
  const shapes = layerShapes(spec);
  const place = shapes.findIndex(({ name }) => name === `block${spec.blocks.length}`);
  return shapes[place - 1]?.shape ?? spec.inputShape;
}

/**
 * Weights of the last block's k×k convolution that see nothing but padding. Where its map is a single pixel, those are
 * all but the center of each kernel; elsewhere every weight meets the image somewhere.
 */
export function idleWeights(spec: NinSpec): number {
  const { kernelSize, filters, padding } = blockValues(spec.blocks.at(-1) ?? {});
  const [height, width, channels = 0] = lastBlockInput(spec);
  if (height !== 1 || width !== 1 || padding === 'valid') return 0;
  return (Number(kernelSize) ** 2 - 1) * channels * Number(filters);
}

/** Three ways from the last maps to the classes, by the parameters that each takes. */
interface HeadCosts {
  /** The maps that are averaged: `[height, width, channels]`. */
  map: readonly number[];
  classes: number;
  /** The mean of each map: nothing is learnt. */
  averaging: 0;
  /** One fully connected layer from the maps to the classes. */
  dense: number;
  /** A hidden layer of 4096 before it, as the networks before NiN had. */
  hidden: number;
}

const hiddenUnits = 4096;

/** What the averaging of the last maps costs, and what fully connected layers in its place would. */
export function headCosts(spec: NinSpec): HeadCosts {
  const shapes = layerShapes(spec);
  const map = shapes.at(-2)?.shape ?? spec.inputShape;
  const classes = shapes.at(-1)?.shape[0] ?? 0;
  const inputs = map.reduce((product, size) => product * size, 1);
  const layer = (from: number, to: number) => from * to + to;
  return {
    map,
    classes,
    averaging: 0,
    dense: layer(inputs, classes),
    hidden: layer(inputs, hiddenUnits) + layer(hiddenUnits, classes),
  };
}

/** How many 1×1 layers each block has, as it is built. A layer may be of several parts: `block1/mlp1/2`. */
export function layerCounts(spec: NinSpec): number[] {
  const parts = profile(spec).layers.map(({ name }) => name.split('/'));
  return spec.blocks.map((_, i) => {
    const ofBlock = parts.filter(([block]) => block === `block${i + 1}`);
    return new Set(ofBlock.flatMap(([, part]) => (part?.startsWith('mlp') ? part : []))).size;
  });
}
