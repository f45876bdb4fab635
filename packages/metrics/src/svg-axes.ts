import { paletteColor, type SvgElements } from './svg-elements';
import type { SvgLayout } from './svg-layout';

/** Texts above the plot, and how the titles of the axes go on where a cell is many classes. */
export interface Heading {
  title: string;
  subtitle: string;
  grouping: string;
}

/** Heading, titles of the axes, and the class names beside the rows and below the columns. */
export function svgAxes(
  draw: SvgElements,
  layout: SvgLayout,
  { title, subtitle, grouping }: Heading,
  fullNames: readonly string[],
): string[] {
  const { left, top, plot, cell, labels, labelSize, labelAngle } = layout;
  const ink = paletteColor('ink');
  const axisTitle = { size: layout.axisTitleSize, color: ink, anchor: 'middle' } as const;
  const heading = { x: layout.headingX };
  const label = { size: labelSize, color: ink };
  const bottom = top + plot + 8;
  return [
    title &&
      draw.text(title, { ...heading, y: layout.titleY, size: layout.titleSize, color: ink, bold: true }),
    subtitle &&
      draw.text(subtitle, {
        ...heading,
        y: layout.subtitleY,
        size: layout.subtitleSize,
        color: paletteColor('mutedInk'),
      }),
    draw.text(`True label${grouping}`, { ...axisTitle, x: layout.rowTitleX, y: top + plot / 2, rotate: -90 }),
    draw.text(`Predicted label${grouping}`, { ...axisTitle, x: left + plot / 2, y: layout.columnTitleY }),
    ...labels.flatMap((name, i) => {
      const center = (i + 0.5) * cell;
      const column =
        labelAngle === 0
          ? ({ y: bottom + labelSize * 0.5, anchor: 'middle' } as const)
          : ({ y: bottom, anchor: 'end', rotate: labelAngle } as const);
      return [
        draw.text(name, { ...label, x: left - 8, y: top + center, anchor: 'end' }, fullNames[i]),
        draw.text(name, { ...label, x: left + center, ...column }, fullNames[i]),
      ];
    }),
  ];
}
