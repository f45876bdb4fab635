import type { DiagramStep, LayerStep } from './block-steps';
import type { DiagramWords, StepWords } from './diagram-words';
import type { Paint } from './paint';
import { text, textWidth, type TextStyle } from './text';

const stepStyle: TextStyle = { size: 13 };
const detailStyle: TextStyle = { size: 11.5, role: 'muted' };
const pillPadding = 6;
/** Between two pills, and between two branches. */
const gap = 6;

/** Steps as drawn: one below the other, branches side by side. */
export type Stack = readonly (Pill | Fork)[];

/** One step. */
interface Pill {
  role: LayerStep['role'] | 'unchanged';
  words: StepWords;
}

/** Branches and their merge. */
interface Fork {
  branches: readonly Stack[];
  merge: Pill;
}

/** Returns the texts of steps, ready to be measured and drawn. Equal branches are drawn once. */
export function stackOf(steps: readonly DiagramStep[], words: DiagramWords): Stack {
  return steps.map((step) => {
    if (!('merge' in step)) return pillOf(step, words);
    const branches = step.branches.map((branch): Stack =>
      branch.length > 0 ? stackOf(branch, words) : [{ role: 'unchanged', words: { text: words.identity } }],
    );
    const merge = pillOf(step.merge, words);
    const [first = []] = branches;
    const areSame = branches.every((branch) => JSON.stringify(branch) === JSON.stringify(first));
    if (!areSame) return { branches, merge };
    const times = `${branches.length} ×`;
    return { branches: [first.map((part) => ('merge' in part ? part : repeated(part, times)))], merge };
  });
}

function repeated({ role, words: { text: step, detail } }: Pill, times: string): Pill {
  return { role, words: { text: `${times} ${step}`, detail } };
}

function pillOf(step: LayerStep, words: DiagramWords): Pill {
  return { role: step.role, words: words.step(step) };
}

/** Returns the height of a stack, including the gap below it. */
export function stackHeight(parts: Stack): number {
  return parts.reduce((height, part) => height + partHeight(part) + gap, 0);
}

function partHeight(part: Pill | Fork): number {
  if (!('merge' in part)) return part.words.detail === undefined ? 25 : 40;
  return Math.max(...part.branches.map(stackHeight)) + partHeight(part.merge);
}

/** Returns the width at which every text of a stack fits on one line. */
export function stackWidth(parts: Stack): number {
  return Math.max(
    0,
    ...parts.map((part) => {
      if (!('merge' in part)) return pillWidth(part);
      return Math.max(
        forkWidths(part).reduce((sum, width) => sum + width + gap, -gap),
        pillWidth(part.merge),
      );
    }),
  );
}

function pillWidth({ words: { text: step, detail = '' } }: Pill): number {
  return Math.max(textWidth(step, stepStyle), textWidth(detail, detailStyle)) + 2 * pillPadding;
}

function forkWidths({ branches }: Fork): number[] {
  return branches.map(stackWidth);
}

/** Returns the SVG of a stack with its upper left corner at x, y. */
export function stack(paint: Paint, parts: Stack, x: number, y: number, width: number): string {
  let top = y;
  return parts
    .map((part) => {
      const drawn = 'merge' in part ? fork(paint, part, x, top, width) : pill(paint, part, x, top, width);
      top += partHeight(part) + gap;
      return drawn;
    })
    .join('');
}

function fork(paint: Paint, part: Fork, x: number, y: number, width: number): string {
  const widths = forkWidths(part);
  const free = width - widths.reduce((sum, own) => sum + own + gap, -gap);
  let left = x;
  const height = Math.max(...part.branches.map(stackHeight));
  const branches = part.branches.map((branch, i) => {
    const own = (widths[i] ?? 0) + free / widths.length;
    // Branches of different heights are aligned at the bottom.
    const drawn = stack(paint, branch, left, y + height - stackHeight(branch), own);
    left += own + gap;
    return drawn;
  });
  return [...branches, pill(paint, part.merge, x, y + height, width)].join('');
}

function pill(paint: Paint, part: Pill, x: number, y: number, width: number): string {
  const { role, words } = part;
  const dashes = role === 'dropout' || role === 'unchanged' ? ' stroke-dasharray="4 3"' : '';
  const center = x + width / 2;
  return [
    `<rect ${paint.attributes(role)}${dashes} x="${x}" y="${y}" width="${width}" height="${partHeight(part)}" rx="6"/>`,
    text(paint, words.text, center, y + 17, stepStyle),
    words.detail === undefined ? '' : text(paint, words.detail, center, y + 32, detailStyle),
  ].join('');
}

/** Returns the text of a stack, for screen readers. */
export function stackWords(parts: Stack): string[] {
  return parts.map((part) => {
    if (!('merge' in part)) return pillWords(part);
    const branches = part.branches.map((branch) => stackWords(branch).join(', '));
    return `[${branches.join(' | ')}] ${pillWords(part.merge)}`;
  });
}

function pillWords({ words: { text: step, detail } }: Pill): string {
  return detail === undefined ? step : `${step} (${detail})`;
}
