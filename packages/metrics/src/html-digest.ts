import { escapeMarkup } from '@nin/markup';
import type { ConfusionMatrix } from './confusion-matrix';
import { digestOf, shareHeading, type DigestClass, type DigestPair } from './digest';
import { accuracyLine, percent, type CellValues } from './heat-map';
import { htmlHeatMap, shadeStyle, type HtmlDrawing } from './html-heat-map';
import type { Normalization } from './normalize';

const limits = { pairs: 50, classes: 50 };

/**
 * The digest of a matrix of many classes: tables of pairs, of classes, and of groups.
 *
 * @param pairValues What the pairs show.
 */
export function htmlDigest(
  matrix: ConfusionMatrix,
  over: Normalization | undefined,
  pairValues: CellValues,
  drawing: HtmlDrawing,
): string[] {
  const { groups, map, pairs, weakest } = digestOf(matrix, over, limits);
  const classCount = `${matrix.classes.toLocaleString('en-US')} classes`;
  const style = shadeStyle(drawing.theme, drawing.scales);
  const heading = [drawing.title, `${accuracyLine(matrix)}; ${classCount}`].map(escapeMarkup);
  return [
    `<p class="confusion-matrix-title">${heading[0]}<br><small>${heading[1]}</small></p>`,
    '<div class="confusion-matrix-lists">',
    htmlFigures('Most confused', pairs, pairColumns(over, pairValues), style),
    htmlFigures('Lowest recall', weakest, classColumns, style),
    '</div>',
    htmlHeatMap(
      map,
      {
        names: groups.matrix.classNames,
        fullNames: groups.fullNames,
        subtitle: 'From the index of the first class to that of the last',
      },
      { ...drawing, title: `Classes in groups of ${groups.size}` },
    ),
  ];
}

function pairColumns(over: Normalization | undefined, values: CellValues): FigureColumn<DigestPair>[] {
  const shade = (pair: DigestPair) => pair.shade;
  const counts: FigureColumn<DigestPair> = {
    heading: 'Samples',
    text: ({ count }) => String(count),
    isNumber: true,
    shade,
  };
  const shares: FigureColumn<DigestPair> = {
    heading: `Share ${shareHeading(over)}`,
    text: ({ share }) => percent(share),
    isNumber: true,
    shade,
  };
  return [
    { heading: 'True label', text: ({ trueName }) => trueName },
    { heading: 'Predicted label', text: ({ predictedName }) => predictedName },
    ...(values === 'percent' ? [] : [counts]),
    ...(values === 'counts' ? [] : [shares]),
  ];
}

const classColumns: readonly FigureColumn<DigestClass>[] = [
  { heading: 'Class', text: ({ name }) => name },
  { heading: 'Samples', text: ({ support }) => String(support), isNumber: true },
  { heading: 'Recall', text: ({ recall }) => percent(recall), isNumber: true, shade: ({ recall }) => recall },
  { heading: 'Precision', text: ({ precision }) => percent(precision), isNumber: true },
  { heading: 'F1', text: ({ f1 }) => percent(f1), isNumber: true },
  {
    heading: 'Most often taken for',
    text: ({ takenFor }) => (takenFor ? `${takenFor.name} (${takenFor.count})` : ''),
  },
];

/** A column of a table of figures. The first one names the rows. */
interface FigureColumn<Row> {
  readonly heading: string;
  readonly text: (row: Row) => string;
  readonly isNumber?: boolean;
  /** How deep a cell is colored, from 0 to 1; not at all if left out. */
  readonly shade?: (row: Row) => number;
}

/**
 * A table with a row for each class or pair.
 *
 * @param style The style of a shade.
 */
function htmlFigures<Row>(
  caption: string,
  rows: readonly Row[],
  columns: readonly FigureColumn<Row>[],
  style: (shade: number) => string,
): string {
  const numberClass = (isNumber = false) => (isNumber ? ' class="confusion-matrix-number"' : '');
  const cell = (row: Row, { text, isNumber, shade }: FigureColumn<Row>, column: number) => {
    const content = escapeMarkup(text(row));
    if (column === 0) return `<th scope="row" title="${content}">${content}</th>`;
    const color = shade ? ` style="${style(shade(row))}"` : '';
    return `<td${numberClass(isNumber)}${color}>${content}</td>`;
  };
  const header = ({ heading, isNumber }: FigureColumn<Row>) =>
    `<th scope="col"${numberClass(isNumber)}>${escapeMarkup(heading)}</th>`;
  return [
    '<table class="confusion-matrix-figures">',
    `<caption>${escapeMarkup(caption)}</caption>`,
    `<thead><tr>${columns.map(header).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map((row) => `<tr>${columns.map((column, i) => cell(row, column, i)).join('')}</tr>`),
    '</tbody>',
    '</table>',
  ].join('\n');
}
