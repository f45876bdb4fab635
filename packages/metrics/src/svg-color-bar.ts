import type { ColorScales } from './color-scale';
import type { HeatMap } from './heat-map';
import { paletteColor, type SvgElements } from './svg-elements';
import type { SvgLayout } from './svg-layout';

/** A value of the color bar, and how it is written. */
export interface ColorBarTick {
  value: number;
  label: string;
}

/** The values the color bar marks. */
export function colorBarTicks({ maximum, normalized }: HeatMap): ColorBarTick[] {
  return ticks(maximum, !normalized).map((value) => ({
    value,
    // Six digits cut off what binary rounding leaves behind 0.30000000000000004.
    label: normalized ? `${Number((value * 100).toPrecision(6))}%` : value.toLocaleString('en-US'),
  }));
}

/** How many colors the bar is made of. Slices instead of a gradient, since a gradient needs an id. */
const slices = 64;

/** The key to the colors: a bar with ticks and the name of what it measures. */
export function svgColorBar(
  draw: SvgElements,
  layout: SvgLayout,
  { maximum, measure, shadeOf }: HeatMap,
  scales: ColorScales,
  marks: readonly ColorBarTick[],
): string[] {
  const { top, plot, gap, colorBarX: x, colorBarWidth: width } = layout;
  const height = plot - gap;
  const ink = paletteColor('ink');
  return [
    draw.rect(x - 1, top - 1, width + 2, height + 2, paletteColor('line')),
    ...Array.from({ length: slices }, (_, i) => {
      // Each slice reaches down to the end, under the ones that follow, so that no seam shows.
      const from = (i / slices) * height;
      return draw.rect(
        x,
        top + from,
        width,
        height - from,
        (scheme) => scales[scheme](shadeOf(1 - (i + 0.5) / slices)).fill,
      );
    }),
    ...marks.flatMap(({ value, label }) => {
      const y = top + height - (maximum === 0 ? 0 : value / maximum) * height;
      return [
        draw.rect(x + width + 1, y - 0.5, 4, 1, ink),
        draw.text(label, { x: x + width + 8, y, size: layout.subtitleSize, color: ink }),
      ];
    }),
    draw.text(measure, {
      x: layout.colorBarTitleX,
      y: top + height / 2,
      size: layout.axisTitleSize,
      color: ink,
      anchor: 'middle',
      rotate: -90,
    }),
  ];
}

/**
 * Round numbers from 0 up to `maximum`, about five of them, as an axis shows them.
 *
 * @param whole Whether only whole numbers make sense.
 */
export function ticks(maximum: number, whole: boolean): number[] {
  if (maximum === 0) return [0];
  const rough = maximum / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const round = [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? 10 * power;
  const step = whole ? Math.max(1, round) : round;
  // The little more is for a maximum that is a multiple of the step but for binary rounding.
  return Array.from({ length: Math.floor(maximum / step + 1e-9) + 1 }, (_, i) => i * step);
}
