import { requireOneOf, requireOptions, requireString, type OptionNames } from '@nin/checks';
import { escapeMarkup } from '@nin/markup';
import { kindsOf, type KindOptions } from '../check-spec';
import type { BlockKind } from '../define-block';
import type { BlockOf, BuiltinKind, NinSpec } from '../spec';
import { cardHeight, cardOf, cardWidth, drawCard, rowHeights, type Card } from './card';
import { diagramData } from './describe-diagram';
import { wordsOf, type DiagramWords } from './diagram-words';
import { paint, type DiagramTheme, type Paint } from './paint';
import { stackWords } from './stack';
import { text, textWidth, type TextStyle } from './text';

/** Options of {@link diagram}. */
export interface DiagramOptions<Kind extends BlockKind = BlockKind> extends KindOptions<Kind> {
  /** Color theme. Default `'auto'`: light or dark as the system of the reader. */
  theme?: DiagramTheme | undefined;
  /** Heading, and the name of the picture for screen readers. Default `'Network in Network'`. */
  title?: string | undefined;
  /** Texts in another language, all or some. Default: English. */
  words?: Partial<DiagramWords> | undefined;
}

const optionNames: OptionNames<DiagramOptions> = { theme: true, title: true, words: true, kinds: true };

const margin = 24;
const firstRow = 78;
const betweenCards = 26;
const betweenRows = 40;
const widestPage = 1280;
const headingStyle: TextStyle = { size: 20, weight: 'bold', anchor: 'start' };
const subtitleStyle: TextStyle = { size: 13, role: 'muted', anchor: 'start' };

/**
 * Returns a picture of a network as SVG: a card for the input, each block and the head, with every convolution, the output map
 * (drawn in proportion), pooling, dropout and shapes.
 *
 * Cards wrap into rows, so any number of blocks can be drawn.
 *
 * @returns an SVG document without external fonts, scripts or styles, which can also be inlined in a page.
 * @throws RangeError or TypeError if the spec or an option is out of range.
 */
export function diagram<Kind extends BlockKind = BuiltinKind>(
  spec: NinSpec<BlockOf<Kind>>,
  options: DiagramOptions<Kind> = {},
): string {
  requireOptions('diagram: options', options, optionNames);
  const { theme = 'auto', title = 'Network in Network' } = options;
  requireOneOf('diagram: theme', theme, ['light', 'dark', 'auto']);
  requireString('diagram: title', title);
  const kinds = kindsOf('diagram', options.kinds);
  const words = wordsOf('diagram: words', options.words);
  const data = diagramData('diagram', spec, kinds);
  const cards = data.stages.map((stage) => cardOf(stage, words));
  const colors = paint(theme);
  const subtitle = words.subtitle(data);
  const page = layout(cards, Math.max(textWidth(title, headingStyle), textWidth(subtitle, subtitleStyle)));
  const largest = Math.max(...cards.flatMap(({ map: [height = 1, width = 1] }) => [height, width]));
  const drawn = page.places.map(({ card, x, y, heights }) =>
    drawCard(colors, card, { x, y, width: page.cardWidth, heights, largest }),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${page.width} ${page.height}" width="${page.width}" height="${page.height}" role="img" class="nin-diagram-${theme}" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif">`,
    `<title>${escapeMarkup(title)}</title>`,
    `<desc>${escapeMarkup(`${subtitle}. ${cards.map((card) => described(card, words.gives)).join(' ')}`)}</desc>`,
    colors.style,
    `<rect ${colors.attributes('page')} width="${page.width}" height="${page.height}"/>`,
    text(colors, title, margin, 34, headingStyle),
    text(colors, subtitle, margin, 54, subtitleStyle),
    ...drawn,
    ...arrows(colors, page),
    '</svg>',
  ].join('\n');
}

interface Place {
  card: Card;
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

function layout(cards: readonly Card[], headingWidth: number): Page {
  const width = cardWidth(cards);
  const fitting = Math.max(1, Math.floor((widestPage - 2 * margin + betweenCards) / (width + betweenCards)));
  const perRow = Math.ceil(cards.length / Math.ceil(cards.length / fitting));
  const places: Place[] = [];
  let y = firstRow;
  for (let first = 0; first < cards.length; first += perRow) {
    const row = cards.slice(first, first + perRow);
    const heights = rowHeights(row);
    row.forEach((card, i) => {
      places.push({ card, x: margin + i * (width + betweenCards), y, row: first / perRow, heights });
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

/** Returns an arrow from each card to the next, which may be in the next row. */
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

function described({ title, caption, steps, label, after }: Card, gives: string): string {
  return `${title}, ${caption}: ${[...stackWords(steps), `${gives} ${label}`, ...stackWords(after)].join(', ')}.`;
}
