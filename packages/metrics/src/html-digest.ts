import { escapeMarkup } from '@nin/markup';
import type { ConfusionMatrix } from './confusion-matrix';
import { digestOf, shareHeading, type DigestClass, type DigestPair } from './digest';
import { accuracyLine, percent, type CellValues } from './heat-map';
import { htmlFigures, type FigureColumn } from './html-figures';
import { htmlHeatMap, shadeStyle, type HtmlDrawing } from './html-heat-map';
import type { Normalization } from './normalization';

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
