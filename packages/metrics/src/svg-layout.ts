import { fitText, textWidth } from './text-width';

/** What has to find room in the picture. */
export interface SvgContents {
  title: string;
  subtitle: string;
  classNames: readonly string[];
  /** The widest text of each line in a cell; empty if cells hold no text. */
  widestCellTexts: readonly string[];
  tickLabels: readonly string[];
  /** How much is beside the color bar, in pixels. */
  besideWidth: number;
}

/** Where everything goes, in pixels. The plot is a square of square cells. */
export interface SvgLayout {
  width: number;
  height: number;
  /** The side of a cell, and of all of them. */
  cell: number;
  plot: number;
  /** What a cell leaves free on its right and bottom, where the line shows. */
  gap: number;
  left: number;
  top: number;
  /** Class names, cut short where they have to be. */
  labels: readonly string[];
  labelSize: number;
  /** How the names of the columns are turned, in degrees. */
  labelAngle: 0 | -45 | -90;
  /** Centers of the axes' titles across their axis. */
  rowTitleX: number;
  columnTitleY: number;
  axisTitleSize: number;
  /** Where title and subtitle begin. */
  headingX: number;
  titleSize: number;
  titleY: number;
  subtitleSize: number;
  subtitleY: number;
  /** Font sizes of the lines of text in a cell. */
  cellTextSizes: readonly number[];
  /** The color bar is as high as the plot. */
  colorBarX: number;
  colorBarWidth: number;
  colorBarTitleX: number;
  /** Where begins what is beside the color bar. */
  besideX: number;
}

const margin = 16;

/** Up to how many classes cells have lines between them, and names of columns lean instead of standing upright. */
const roomyClasses = 30;

/** The widest a class name may be, in units of its font size. */
const longestLabel = 15;

/** Room for everything: cells shrink as classes grow in number, but never below what their text or a name needs. */
export function svgLayout(contents: SvgContents): SvgLayout {
  const classes = contents.classNames.length;
  const roomy = classes <= roomyClasses;
  const roughCell = clamp(Math.floor((roomy ? 600 : 900) / classes), 10, 110);
  const lines = contents.widestCellTexts.length;
  const firstSize = clamp(roughCell * (lines === 1 ? 0.3 : 0.22), 8, 17);
  const cellTextSizes = contents.widestCellTexts.map((_, line) =>
    line === 0 ? firstSize : Math.max(8, firstSize * 0.8),
  );
  const cellTextWidths = contents.widestCellTexts.map(
    (text, line) => textWidth(text) * cellTextSizes[line] + 6,
  );
  const cell = Math.ceil(Math.max(roughCell, ...cellTextWidths, cellTextSizes.length * firstSize * 1.3));
  const plot = cell * classes;
  // Headings grow more slowly than the plot.
  const large = Math.max(1, Math.sqrt(plot / 600));

  const labelSize = clamp(cell * 0.8, 8, 12);
  const labels = contents.classNames.map((name) => fitText(name, longestLabel));
  const labelWidth = Math.max(...labels.map(textWidth)) * labelSize;
  const labelAngle = labelWidth <= cell - 4 ? 0 : roomy ? -45 : -90;
  const labelDepth = { 0: labelSize, '-45': (labelWidth + labelSize) * Math.SQRT1_2, '-90': labelWidth }[
    labelAngle
  ];

  const titleSize = 16 * large;
  const subtitleSize = 12 * large;
  const axisTitleSize = 13 * large;
  const titleHeight = contents.title === '' ? 0 : titleSize * 1.5;
  const subtitleHeight = contents.subtitle === '' ? 0 : subtitleSize * 1.5;
  // Whole pixels, or the edges of cells would blur.
  const left = Math.ceil(margin + axisTitleSize * 1.6 + labelWidth + 8);
  const top = Math.ceil(margin + titleHeight + subtitleHeight + 8);

  const colorBarX = Math.round(left + plot + 24 * large);
  const colorBarWidth = Math.round(14 * large);
  const tickWidth = Math.max(...contents.tickLabels.map(textWidth)) * subtitleSize;
  const colorBarTitleX = colorBarX + colorBarWidth + 8 + tickWidth + axisTitleSize * 0.9;
  const columnTitleY = top + plot + 8 + labelDepth + axisTitleSize * 1.1;
  const headWidth = Math.max(
    textWidth(contents.title) * titleSize * 1.06,
    textWidth(contents.subtitle) * subtitleSize,
  );
  const barEnd = colorBarTitleX + axisTitleSize * 0.6 + margin;
  return {
    width: Math.ceil(Math.max(barEnd + contents.besideWidth, headWidth + 2 * margin)),
    height: Math.ceil(columnTitleY + axisTitleSize * 0.6 + margin),
    cell,
    plot,
    gap: roomy ? 1 : 0,
    left,
    top,
    labels,
    labelSize,
    labelAngle,
    rowTitleX: margin + axisTitleSize * 0.5,
    columnTitleY,
    axisTitleSize,
    headingX: margin,
    titleSize,
    titleY: margin + titleSize * 0.6,
    subtitleSize,
    subtitleY: margin + titleHeight + subtitleSize * 0.6,
    cellTextSizes,
    colorBarX,
    colorBarWidth,
    colorBarTitleX,
    besideX: Math.ceil(barEnd + margin),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
