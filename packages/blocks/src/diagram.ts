import { requireOneOf, requireOptions, shown, type OptionNames } from '@nin/checks';
import { escapeMarkup } from '@nin/markup';
import { card, cardHeight, cardWidth, rowHeights } from './diagram-card';
import { paint, type DiagramTheme, type Paint } from './diagram-paint';
import { diagramStages, type Stage, type Step } from './diagram-stages';
import { text, textWidth, type TextStyle } from './diagram-text';
import type { NinSpec } from './nin-spec';
import { formatShape } from './quantities';

/** Options of {@link diagram}. */
export interface DiagramOptions {
  /** `'auto'`, the default, is light or dark as the reader's system is. */
  theme?: DiagramTheme | undefined;
  /** The heading, which is also the picture's name for a screen reader. Default `'Network in Network'`. */
  title?: string | undefined;
}

const optionNames: OptionNames<DiagramOptions> = { theme: true, title: true };

const margin = 24;
const firstRow = 78;
const betweenCards = 26;
const betweenRows = 40;
const widestPage = 1280;
const headingStyle: TextStyle = { size: 20, weight: 'bold', anchor: 'start' };
const subtitleStyle: TextStyle = { size: 13, role: 'muted', anchor: 'start' };

/**
 * A picture of a network: a card for the input, each block and the head, with every convolution, the map it ends in
 * (drawn in proportion), pooling, dropout and shapes.
 *
 * Cards that do not fit beside each other go on in the next row, so any number of blocks can be drawn.
 *
 * @returns An SVG document. It needs no font, script or style from elsewhere, and may stand inside a page.
 * @throws RangeError or TypeError if the spec or an option is out of range.
 */
export function diagram(spec: NinSpec, options: DiagramOptions = {}): string {
  requireOptions('diagram: options', options, optionNames);
  const { theme = 'auto', title = 'Network in Network' } = options;
  requireOneOf('diagram: theme', theme, ['light', 'dark', 'auto']);
  if (typeof title !== 'string') throw new TypeError(`diagram: title must be a string, got ${shown(title)}`);
  const stages = diagramStages('diagram', spec);
  const colors = paint(theme);
  const count = spec.blocks.length === 1 ? '1 block' : `${spec.blocks.length} blocks`;
  const subtitle = `${count}, input ${formatShape(spec.inputShape)}, ${stages.at(-1)?.label}`;
  const page = layout(stages, Math.max(textWidth(title, headingStyle), textWidth(subtitle, subtitleStyle)));
  const largest = Math.max(...stages.flatMap(({ map: [height = 1, width = 1] }) => [height, width]));
  const cards = page.places.map(({ stage, x, y, heights }) =>
    card(colors, stage, { x, y, width: page.cardWidth, heights, largest }),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${page.width} ${page.height}" width="${page.width}" height="${page.height}" role="img" class="nin-diagram-${theme}" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif">`,
    `<title>${escapeMarkup(title)}</title>`,
    `<desc>${escapeMarkup(`${subtitle}. ${stages.map(described).join(' ')}`)}</desc>`,
    colors.style,
    `<rect ${colors.attributes('page')} width="${page.width}" height="${page.height}"/>`,
    text(colors, title, margin, 34, headingStyle),
    text(colors, subtitle, margin, 54, subtitleStyle),
    ...cards,
    ...arrows(colors, page),
    '</svg>',
  ].join('\n');
}

interface Place {
  stage: Stage;
  x: number;
  y: number;
  row: number;
  heights: ReturnType<typeof rowHeights>;
}

interface Page {
  width: number;
  height: number;
  cardWidth: number;
  places: Place[];
}

function layout(stages: readonly Stage[], headingWidth: number): Page {
  const width = cardWidth(stages);
  const fitting = Math.max(1, Math.floor((widestPage - 2 * margin + betweenCards) / (width + betweenCards)));
  const perRow = Math.ceil(stages.length / Math.ceil(stages.length / fitting));
  const places: Place[] = [];
  let y = firstRow;
  for (let first = 0; first < stages.length; first += perRow) {
    const row = stages.slice(first, first + perRow);
    const heights = rowHeights(row);
    row.forEach((stage, i) => {
      places.push({ stage, x: margin + i * (width + betweenCards), y, row: first / perRow, heights });
    });
    y += cardHeight(heights) + betweenRows;
  }
  const cardsWidth = perRow * (width + betweenCards) - betweenCards;
  return {
    width: Math.ceil(Math.max(cardsWidth, headingWidth)) + 2 * margin,
    height: y - betweenRows + margin,
    cardWidth: width,
    places,
  };
}

/** An arrow from each card to the next; at the end of a row, around to the first card of the next one. */
function arrows(colors: Paint, { places, cardWidth: width }: Page): string[] {
  const middle = ({ y, heights }: Place) => y + cardHeight(heights) / 2;
  return places.slice(1).map((to, i) => {
    const from = places[i] ?? to;
    const start = from.x + width;
    const tip = to.x - 5;
    const head = `M${tip - 6} ${middle(to) - 5}L${tip} ${middle(to)}L${tip - 6} ${middle(to) + 5}`;
    const turn = to.y - betweenRows / 2;
    const line =
      from.row === to.row
        ? `M${start + 5} ${middle(from)}H${tip}`
        : `M${start} ${middle(from)}H${start + 12}V${turn}H${to.x - 14}V${middle(to)}H${tip}`;
    return `<path ${colors.attributes('arrow')} stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round" d="${line}${head}"/>`;
  });
}

function described({ title, caption, steps, label, after }: Stage): string {
  const words = (step: Step) => (step.detail === undefined ? step.text : `${step.text} (${step.detail})`);
  const done = [...steps.map(words), `gives ${label}`, ...after.map(words)];
  return `${title}, ${caption}: ${done.join(', ')}.`;
}
