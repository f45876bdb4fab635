import type { DiagramStage } from './describe-diagram';
import type { DiagramWords } from './diagram-words';
import type { Paint } from './paint';
import { stack, stackHeight, stackOf, stackWidth, type Stack } from './stack';
import { text, textWidth, type TextStyle } from './text';
import { volume, volumeRoom } from './volume';

const styles = {
  title: { size: 15, weight: 'bold' },
  caption: { size: 12, role: 'muted' },
  label: { size: 13, weight: 'bold' },
} satisfies Record<string, TextStyle>;

const padding = 14;
const headHeight = 52;
const labelHeight = 26;

/** The texts of one card, ready to be measured and drawn. */
export interface Card {
  title: string;
  caption: string;
  steps: Stack;
  /** `[height, width, channels]`. */
  map: readonly number[];
  /** Label of the map. */
  label: string;
  after: Stack;
}

/** Returns the texts of a stage. */
export function cardOf(stage: DiagramStage, words: DiagramWords): Card {
  return {
    title: words.title(stage),
    caption: words.caption(stage),
    steps: stackOf(stage.steps, words),
    map: stage.map,
    label: words.label(stage),
    after: stackOf(stage.after, words),
  };
}

/** Heights shared by the cards of a row, so that their maps are aligned. */
export interface RowHeights {
  steps: number;
  after: number;
}

/** Returns the heights of a row: those of its largest card. */
export function rowHeights(cards: readonly Card[]): RowHeights {
  return {
    steps: Math.max(...cards.map(({ steps }) => stackHeight(steps))),
    after: Math.max(...cards.map(({ after }) => stackHeight(after))),
  };
}

/** Returns the height of a card in a row. */
export function cardHeight({ steps, after }: RowHeights): number {
  return headHeight + steps + volumeRoom.height + labelHeight + after + padding;
}

/** Returns the width at which every text of the cards fits on one line. */
export function cardWidth(cards: readonly Card[]): number {
  const widths = cards.flatMap(({ title, caption, label, steps, after }) => [
    textWidth(title, styles.title),
    textWidth(caption, styles.caption),
    textWidth(label, styles.label),
    stackWidth(steps),
    stackWidth(after),
  ]);
  return Math.ceil(Math.max(volumeRoom.width, ...widths)) + 2 * padding;
}

/** Returns the SVG of a card with its upper left corner at x, y. */
export function drawCard(
  paint: Paint,
  { title, caption, steps, map, label, after }: Card,
  frame: { x: number; y: number; width: number; heights: RowHeights; largest: number },
): string {
  const { x, y, width, heights, largest } = frame;
  const center = x + width / 2;
  const floor = y + headHeight + heights.steps + volumeRoom.height;
  return [
    `<rect ${paint.attributes('card')} x="${x}" y="${y}" width="${width}" height="${cardHeight(heights)}" rx="10"/>`,
    text(paint, title, center, y + 25, styles.title),
    text(paint, caption, center, y + 42, styles.caption),
    stack(paint, steps, x + padding, y + headHeight, width - 2 * padding),
    volume(paint, map, largest, center, floor - 4),
    text(paint, label, center, floor + 15, styles.label),
    stack(paint, after, x + padding, floor + labelHeight, width - 2 * padding),
  ].join('');
}
