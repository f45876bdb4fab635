import { escapeMarkup } from '@nin/markup';
import type { ColorScales } from './color-scale';
import type { Cell, HeatMap } from './heat-map';
import { paletteColor, type SvgElements } from './svg-elements';
import type { SvgLayout } from './svg-layout';

/** The plot: a ground in the color of zero, and on it the cells with their texts and tooltips. */
export function svgCells(
  draw: SvgElements,
  { left, top, plot, cell, gap, cellTextSizes }: SvgLayout,
  { rows }: HeatMap,
  scales: ColorScales,
  textsOf: (cell: Cell) => readonly string[],
): string[] {
  const side = cell - gap;
  const texts = (content: Cell, x: number, y: number) =>
    textsOf(content).map((text, line, { length }) =>
      draw.text(text, {
        x: x + side / 2,
        y: y + side / 2 + (line - (length - 1) / 2) * cellTextSizes[0] * 1.25,
        size: cellTextSizes[line],
        color: (scheme) => scales[scheme](content.shade).ink,
        anchor: 'middle',
      }),
    );
  const cells = rows.flatMap((row, i) =>
    row.map((content, j) => {
      const [x, y] = [left + j * cell, top + i * cell];
      const box = draw.rect(x, y, side, side, (scheme) => scales[scheme](content.shade).fill);
      return `<g><title>${escapeMarkup(content.description)}</title>${box}${texts(content, x, y).join('')}</g>`;
    }),
  );
  return [
    draw.rect(left - 1, top - 1, plot + 2 - gap, plot + 2 - gap, paletteColor('line')),
    draw.rect(
      left,
      top,
      plot - gap,
      plot - gap,
      gap > 0 ? paletteColor('line') : (scheme) => scales[scheme](0).fill,
    ),
    ...cells,
  ];
}
