import { escapeMarkup } from '@nin/markup';
import type { Scheme } from './color-scale';
import { palettes, type Palette, type Theme } from './theme';

/** A color that depends on the background. */
export type SchemeColor = (scheme: Scheme) => string;

/** A color of the palette. */
export function paletteColor(name: keyof Palette): SchemeColor {
  return (scheme) => palettes[scheme][name];
}

/** Position and style of a text. */
export interface TextPlace {
  x: number;
  y: number;
  size: number;
  color: SchemeColor;
  anchor?: 'start' | 'middle' | 'end';
  /** Degrees, clockwise, around (x, y). */
  rotate?: number;
  bold?: boolean;
}

/** The class that the style of `'auto'` is bound to; a style sheet inside an SVG reaches the whole page around it. */
const autoClass = 'confusion-matrix-auto';

/** The pieces a picture is made of, for one theme. Coordinates are in pixels; text is centered on its y. */
export interface SvgElements {
  rect(x: number, y: number, width: number, height: number, color: SchemeColor): string;
  /** `fullText` is the tooltip of a truncated text. */
  text(text: string, place: TextPlace, fullText?: string): string;
  /** The whole document, empty pieces left out. `title` and `description` are for those who do not see it. */
  document(
    width: number,
    height: number,
    title: string,
    description: string,
    body: readonly string[],
  ): string;
}

/**
 * The pieces a picture is made of, for one theme.
 *
 * Colors are attributes, which every viewer of SVG knows. `'auto'` is the light picture plus a rule for dark, so that
 * a viewer without style sheets shows the light one. There are no ids: two pictures in a page would share them.
 */
export function svgElements(theme: Theme): SvgElements {
  const fill = (color: SchemeColor) =>
    theme === 'auto' ? `fill="${color('light')}" style="--dark:${color('dark')}"` : `fill="${color(theme)}"`;
  const autoStyle =
    theme === 'auto'
      ? `<style>@media (prefers-color-scheme:dark){.${autoClass} [style]{fill:var(--dark)}}</style>`
      : '';
  return {
    rect: (x, y, width, height, color) =>
      `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" ${fill(color)}/>`,
    text(text, { x, y, size, color, anchor = 'start', rotate = 0, bold = false }, fullText = text) {
      const attributes = [
        // The middle of capitals and figures lies about a third of the size above the line they stand on.
        rotate === 0
          ? `x="${short(x)}" y="${short(y + size * 0.35)}"`
          : `transform="translate(${short(x)} ${short(y)}) rotate(${rotate})" y="${short(size * 0.35)}"`,
        `font-size="${short(size)}"`,
        fill(color),
        ...(anchor === 'start' ? [] : [`text-anchor="${anchor}"`]),
        ...(bold ? ['font-weight="600"'] : []),
      ];
      const tooltip = fullText === text ? '' : `<title>${escapeMarkup(fullText)}</title>`;
      return `<text ${attributes.join(' ')}>${tooltip}${escapeMarkup(text)}</text>`;
    },
    document: (width, height, title, description, body) =>
      [
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
          `role="img" font-family="Helvetica, Arial, sans-serif"${theme === 'auto' ? ` class="${autoClass}"` : ''}>`,
        `<title>${escapeMarkup(title)}</title>`,
        `<desc>${escapeMarkup(description)}</desc>`,
        ...[autoStyle, ...body].filter((piece) => piece !== ''),
        '</svg>',
        '',
      ].join('\n'),
  };
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
