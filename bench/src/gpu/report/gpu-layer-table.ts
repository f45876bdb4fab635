import type { LayerTimes } from '../../measuring/measurement';
import { threeDigits } from '../../report/figures';
import { convolutionTitle } from '../../report/layer-table';
import { markdownTable } from '../../report/markdown-table';
import { gflops } from '../../result/product-gflops';
import { median } from '../../result/statistics';
import { gpuPeers, placeTitle } from '../plan/places';
import type { GpuResult } from '../result/gpu-result';

const head = ['layer', 'convolution', 'forward', 'gradient by input', 'gradient by filter'];

/** Each convolution in its three directions: `ours / stock ms, our GFLOP/s`, a table for each network and place. */
export function gpuLayerTables({ layers }: GpuResult): string {
  return layers
    .flatMap((ours) => {
      const { network, place, peer, batchSize } = ours;
      if (peer !== gpuPeers[0] || ours.layers.length === 0) return [];
      const stock = layers.find(
        (other) => other.network === network && other.place === place && other.peer !== peer,
      );
      const rows = ours.layers.map((layer, i) => row(layer, stock?.layers[i], batchSize));
      const table = markdownTable(head, rows, { leftColumns: 2 });
      return [`${network}, batch ${batchSize}, ${placeTitle(place)}\n\n${table}`];
    })
    .join('\n\n');
}

function row(ours: LayerTimes, stock: LayerTimes | undefined, batchSize: number): string[] {
  const cell = (direction: 'forward' | 'inputGradient' | 'filterGradient') => {
    if (ours[direction].length === 0) return '–';
    const [mine, theirs] = [median(ours[direction]), stock && median(stock[direction])];
    const times = theirs === undefined ? threeDigits(mine) : `${threeDigits(mine)} / ${threeDigits(theirs)}`;
    return `${times} ms, ${threeDigits(gflops(batchSize * ours.macs, mine))}`;
  };
  return [...convolutionTitle(ours), cell('forward'), cell('inputGradient'), cell('filterGradient')];
}
