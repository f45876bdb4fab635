import { nin, profile, type NinSpec } from '@nin/blocks';
import type { LayerTimes } from './measurement';

/** The convolutions of a network without their times. */
export type Convolution = Omit<LayerTimes, 'forward' | 'inputGradient' | 'filterGradient'> & {
  /** [height, width, channels] */
  output: number[];
  isFirst: boolean;
};

/** The convolutions of a network; layers of the same geometry are one. All have `same` padding. */
export function convolutionsOf(spec: NinSpec): Convolution[] {
  const model = nin(spec);
  const macs = new Map(profile(spec).layers.map((layer) => [layer.name, layer.macs]));
  const found = new Map<string, Convolution>();
  for (const layer of model.layers) {
    if (layer.getClassName() !== 'Conv2D') continue;
    const { padding, strides } = layer.getConfig() as { padding: string; strides: number[] };
    if (padding !== 'same') throw new RangeError(`convolutionsOf: ${layer.name} has no padding`);
    const input = withoutBatch(layer.input);
    const filter = layer.getWeights()[0].shape;
    const key = JSON.stringify([input, filter, strides]);
    const same = found.get(key);
    same?.layers.push(layer.name);
    if (same) continue;
    found.set(key, {
      layers: [layer.name],
      input,
      filter,
      output: withoutBatch(layer.output),
      stride: strides[0],
      macs: macs.get(layer.name) ?? 0,
      isFirst: found.size === 0,
    });
  }
  model.dispose();
  return [...found.values()];
}

function withoutBatch(tensor: unknown): number[] {
  return (tensor as { shape: (number | null)[] }).shape.slice(1).map((size) => size ?? 0);
}
