import type { LayerTimes } from '../measuring/measurement';
import type { BenchResult, DetailsResult } from '../result/bench-result';
import type { DirectionFigures, LayerFigures } from '../result/layer-figures';
import { percent, threeDigits } from './figures';
import { markdownTable } from './markdown-table';

const head = ['layer', 'convolution', 'forward', 'gradient by input', 'gradient by filter'];

/** A table for each network: `ms, GFLOP/s, share of a matrix product` of every layer in its three directions. */
export function layerTables({ networks, details }: BenchResult): string {
  return details
    .flatMap((result) => {
      const { network, batchSize } = result;
      const title = networks.find(({ name }) => name === network)?.title ?? network;
      const table = layerTable(result);
      return table ? [`${title}, batch ${batchSize}\n\n${table}`] : [];
    })
    .join('\n\n');
}

function layerTable({ raw, figures }: DetailsResult): string | undefined {
  if (!raw || !figures) return undefined;
  const rows = raw.layers.map((layer, i) => row(layer, figures.layers[i]));
  return markdownTable(head, rows, { leftColumns: 2 });
}

/** The names of layers of the same geometry, and that geometry. */
export function convolutionTitle({ layers, input, filter, stride }: LayerTimes): string[] {
  const [height, width, from, to] = filter;
  const step = stride === 1 ? '' : ` /${stride}`;
  return [
    layers.length === 1 ? layers[0] : `${layers[0]} and ${layers.length - 1} more`,
    `${height}×${width}${step}, ${from} → ${to}, of ${input[0]}×${input[1]}`,
  ];
}

function row(layer: LayerTimes, { forward, inputGradient, filterGradient }: LayerFigures): string[] {
  return [
    ...convolutionTitle(layer),
    cell(forward),
    inputGradient ? cell(inputGradient) : '–',
    cell(filterGradient),
  ];
}

function cell({ milliseconds, gflops, shareOfProduct }: DirectionFigures): string {
  return `${threeDigits(milliseconds.median)} ms, ${threeDigits(gflops)}, ${percent(shareOfProduct)}`;
}
