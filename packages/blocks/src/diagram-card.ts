import type { Paint } from './diagram-paint';
import type { Stage, Step } from './diagram-stages';
import { text, textWidth, type TextStyle } from './diagram-text';
import { volume, volumeRoom } from './diagram-volume';

const styles = {
  title: { size: 15, weight: 'bold' },
  caption: { size: 12, role: 'muted' },
  step: { size: 13 },
  detail: { size: 11.5, role: 'muted' },
  label: { size: 13, weight: 'bold' },
} satisfies Record<string, TextStyle>;

const padding = 14;
const pillPadding = 6;
const headHeight = 52;
const gap = 6;
const labelHeight = 26;

/** Heights that the cards of one row share, so that their maps stand side by side. */
export interface RowHeights {
  steps: number;
  after: number;
}

/** The heights a row needs for the fullest of its cards. */
export function rowHeights(stages: readonly Stage[]): RowHeights {
  return {
    steps: Math.max(...stages.map(({ steps }) => stackHeight(steps))),
    after: Math.max(...stages.map(({ after }) => stackHeight(after))),
  };
}

/** The height of a card in a row. */
export function cardHeight({ steps, after }: RowHeights): number {
  return headHeight + steps + volumeRoom.height + labelHeight + after + padding;
}

/** The width that lets every text of the cards stand on one line. */
export function cardWidth(stages: readonly Stage[]): number {
  const widths = stages.flatMap(({ title, caption, label, steps, after }) => [
    textWidth(title, styles.title),
    textWidth(caption, styles.caption),
    textWidth(label, styles.label),
    ...[...steps, ...after].flatMap(({ text: step, detail = '' }) => [
      textWidth(step, styles.step) + 2 * pillPadding,
      textWidth(detail, styles.detail) + 2 * pillPadding,
    ]),
  ]);
  return Math.ceil(Math.max(volumeRoom.width, ...widths)) + 2 * padding;
}

/** One card with its upper left corner at x, y. */
export function card(
  paint: Paint,
  { title, caption, steps, map, label, after }: Stage,
  frame: { x: number; y: number; width: number; heights: RowHeights; largest: number },
): string {
  const { x, y, width, heights, largest } = frame;
  const center = x + width / 2;
  const floor = y + headHeight + heights.steps + volumeRoom.height;
  return [
    `<rect ${paint.attributes('card')} x="${x}" y="${y}" width="${width}" height="${cardHeight(heights)}" rx="10"/>`,
    text(paint, title, center, y + 25, styles.title),
    text(paint, caption, center, y + 42, styles.caption),
    stack(paint, steps, x, y + headHeight, width),
    volume(paint, map, largest, center, floor - 4),
    text(paint, label, center, floor + 15, styles.label),
    stack(paint, after, x, floor + labelHeight, width),
  ].join('');
}

function stack(paint: Paint, steps: readonly Step[], x: number, y: number, width: number): string {
  let top = y;
  return steps
    .map((step) => {
      const drawn = pill(paint, step, x + padding, top, width - 2 * padding);
      top += pillHeight(step) + gap;
      return drawn;
    })
    .join('');
}

function pill(paint: Paint, step: Step, x: number, y: number, width: number): string {
  const dashes = step.role === 'dropout' ? ' stroke-dasharray="4 3"' : '';
  const center = x + width / 2;
  return [
    `<rect ${paint.attributes(step.role)}${dashes} x="${x}" y="${y}" width="${width}" height="${pillHeight(step)}" rx="6"/>`,
    text(paint, step.text, center, y + 17, styles.step),
    step.detail === undefined ? '' : text(paint, step.detail, center, y + 32, styles.detail),
  ].join('');
}

function pillHeight({ detail }: Step): number {
  return detail === undefined ? 25 : 40;
}

function stackHeight(steps: readonly Step[]): number {
  return steps.reduce((height, step) => height + pillHeight(step) + gap, 0);
}
