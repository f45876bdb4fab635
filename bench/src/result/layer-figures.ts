import type { Details } from '../measuring/measurement';
import { gflops, productGflops } from './product-gflops';
import { summarize, type Summary } from './statistics';

/** One direction of a convolution. */
export interface DirectionFigures {
  milliseconds: Summary;
  gflops: number;
  /** Of the rate of a plain matrix product: the floor's share of the time. */
  shareOfProduct: number;
}

/** Convolutions of one geometry. */
export interface LayerFigures {
  layers: string[];
  forward: DirectionFigures;
  /** Not for the first layer. */
  inputGradient?: DirectionFigures;
  filterGradient: DirectionFigures;
}

/** Sums up the layers of one network. */
export function layerFigures({ layers, product }: Details, batchSize: number): LayerFigures[] {
  const rate = productGflops(product);
  return layers.map(({ layers: names, macs, forward, inputGradient, filterGradient }) => {
    const figures = (samples: readonly number[]): DirectionFigures => {
      const milliseconds = summarize(samples);
      const reached = gflops(batchSize * macs, milliseconds.median);
      return { milliseconds, gflops: reached, shareOfProduct: reached / rate };
    };
    return {
      layers: names,
      forward: figures(forward),
      inputGradient: inputGradient.length > 0 ? figures(inputGradient) : undefined,
      filterGradient: figures(filterGradient),
    };
  });
}
