import type { ColorScales } from './color-scale';
import { recallBin, shareHeading, type Digest } from './digest';
import { cellTexts, percent, type CellValues } from './heat-map';
import type { Normalization } from './normalize';
import { paletteColor, type SvgElements } from './svg-elements';
import { fitText } from './text-width';

/** How many pairs and classes find room beside the plot of the groups. */
export const svgDigestLimits = { pairs: 15, classes: 12 };

/** How wide the digest is, with the room to its left and right. */
export const svgDigestWidth = 620;

const size = 13;
const lineHeight = 21;

/** The longest a name may be, in units of its font size. */
const longestName = 14;

/** What is right of the lists' figures. */
const right = svgDigestWidth - 32;

/** Lists of pairs and classes and the bars of the recalls, from (x, y) down. */
export function svgDigest(
  draw: SvgElements,
  { pairs, weakest, recalls }: Digest,
  over: Normalization | undefined,
  values: CellValues | 'none',
  scales: ColorScales,
  { x, y }: { x: number; y: number },
): string[] {
  const ink = paletteColor('ink');
  const muted = paletteColor('mutedInk');
  let line = y + lineHeight / 2;
  const heading = (text: string, hint: string) => {
    const pieces = [
      draw.text(text, { x, y: line, size: size + 2, color: ink, bold: true }),
      draw.text(hint, { x: x + right, y: line, size, color: muted, anchor: 'end' }),
    ];
    line += lineHeight * 1.1;
    return pieces;
  };
  const row = (name: string, other: string, figures: string) => {
    const pieces = [
      draw.text(fitText(name, longestName), { x, y: line, size, color: ink }, name),
      other && draw.text(fitText(other, longestName), { x: x + 205, y: line, size, color: ink }, other),
      figures && draw.text(figures, { x: x + right, y: line, size, color: ink, anchor: 'end' }),
    ];
    line += lineHeight;
    return pieces;
  };
  const most = Math.max(...recalls, 1);
  const bar = (count: number, bin: number) => {
    const length = (count / most) * (right - 150);
    const pieces = [
      draw.text(recallBin(bin), { x: x + 70, y: line, size, color: ink, anchor: 'end' }),
      draw.rect(x + 80, line - 6, length, 12, (scheme) => scales[scheme](0.6).fill),
      draw.text(count.toLocaleString('en-US'), { x: x + 86 + length, y: line, size, color: ink }),
    ];
    line += 16;
    return pieces;
  };
  const gap = () => {
    line += lineHeight * 0.7;
    return [];
  };
  return [
    ...(pairs.length === 0 ? [] : heading('Most confused', pairHint(over, values))),
    ...pairs.flatMap((pair) => row(pair.trueName, `as ${pair.predictedName}`, figuresOf(pair, values))),
    ...gap(),
    ...(weakest.length === 0 ? [] : heading('Lowest recall', 'recall, samples')),
    ...weakest.flatMap(({ name, recall, support, takenFor }) =>
      row(
        name,
        takenFor ? `often ${takenFor.name}` : '',
        `${percent(recall)} of ${support.toLocaleString('en-US')}`,
      ),
    ),
    ...gap(),
    ...heading('Classes by recall', ''),
    ...recalls.flatMap(bar),
  ].filter((piece) => piece !== '');
}

function figuresOf(pair: { count: number; share: number }, values: CellValues | 'none'): string {
  return cellTexts(pair, values).join(', ');
}

function pairHint(over: Normalization | undefined, values: CellValues | 'none'): string {
  if (values === 'none') return '';
  const share = `share ${shareHeading(over)}`;
  return { counts: 'samples', percent: share, both: `samples, ${share}` }[values];
}
