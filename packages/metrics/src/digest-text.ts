import { printable } from '@nin/checks';
import type { ConfusionMatrix } from './confusion-matrix';
import { digestOf, recallBin, shareHeading, type Digest } from './digest';
import { accuracyLine, percent, type CellValues } from './heat-map';
import type { Normalization } from './normalize';
import { textTable, type TextColumn } from './text-table';

const limits = { pairs: 20, classes: 20 };

/** The longest bar of the recalls, in columns. */
const longestBar = 50;

/** The digest of a matrix of many classes for a terminal, at most `width` columns wide where numbers leave room. */
export function digestText(
  matrix: ConfusionMatrix,
  over: Normalization | undefined,
  values: CellValues,
  width: number,
  paint: (text: string, shade: number) => string,
): string {
  const digest = digestOf(matrix, over, limits);
  return [
    accuracyLine(matrix),
    `${matrix.classes.toLocaleString('en-US')} classes: a digest; toCsv and toJson hold every count`,
    ...section('Most confused', pairTable(digest, over, values, width, paint)),
    ...section('Lowest recall', classTable(digest, width, paint)),
    ...section('Classes by recall', recallLines(digest, width)),
  ].join('\n');
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length > 1 ? ['', heading, '', ...lines] : [];
}

function pairTable(
  { pairs }: Digest,
  over: Normalization | undefined,
  values: CellValues,
  width: number,
  paintShade: (text: string, shade: number) => string,
): string[] {
  const paint = (text: string, row: number) => paintShade(text, pairs[row].shade);
  const counts: TextColumn = { heading: 'samples', cells: pairs.map(({ count }) => String(count)), paint };
  const shares: TextColumn = {
    heading: shareHeading(over),
    cells: pairs.map(({ share }) => percent(share)),
    paint,
  };
  return textTable(
    [
      { heading: 'true', cells: pairs.map(({ trueName }) => printable(trueName)), names: true },
      {
        heading: 'predicted',
        cells: pairs.map(({ predictedName }) => printable(predictedName)),
        names: true,
      },
      ...(values === 'percent' ? [] : [counts]),
      ...(values === 'counts' ? [] : [shares]),
    ],
    width,
  );
}

function classTable(
  { weakest }: Digest,
  width: number,
  paintShade: (text: string, shade: number) => string,
): string[] {
  return textTable(
    [
      { heading: 'class', cells: weakest.map(({ name }) => printable(name)), names: true },
      { heading: 'samples', cells: weakest.map(({ support }) => String(support)) },
      {
        heading: 'recall',
        cells: weakest.map(({ recall }) => percent(recall)),
        paint: (text, row) => paintShade(text, weakest[row].recall),
      },
      { heading: 'precision', cells: weakest.map(({ precision }) => percent(precision)) },
      { heading: 'F1', cells: weakest.map(({ f1 }) => percent(f1)) },
      {
        heading: 'most often taken for',
        cells: weakest.map(({ takenFor }) => (takenFor ? printable(takenFor.name) : '')),
        names: true,
      },
      { heading: 'times', cells: weakest.map(({ takenFor }) => (takenFor ? String(takenFor.count) : '')) },
    ],
    width,
  );
}

function recallLines({ recalls }: Digest, width: number): string[] {
  const most = Math.max(...recalls, 1);
  const longest = Math.max(1, Math.min(longestBar, width - 20));
  return textTable(
    [
      { heading: 'recall', cells: recalls.map((_, bin) => recallBin(bin)) },
      { heading: 'classes', cells: recalls.map(String) },
      {
        heading: '',
        cells: recalls.map((count) =>
          '#'.repeat(count === 0 ? 0 : Math.max(1, Math.round((count / most) * longest))),
        ),
        names: true,
      },
    ],
    Math.max(width, 20 + longest),
  );
}
