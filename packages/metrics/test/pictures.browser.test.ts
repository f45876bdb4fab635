import { cdp } from 'vitest/browser';
import { afterEach, describe, expect, test } from 'vitest';
import { toHtml, toSvg, type SvgOptions } from '../src/index';
import { matrixOf, numberedNames, randomMatrix } from './matrices';

const cifar10 = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ');
const long = (classes: number) =>
  numberedNames(classes).map((i) => `WIDE & <long> Name of a class, number ${i}`);

const pictures: [string, readonly string[], SvgOptions][] = [
  ['2 classes', ['no', 'yes'], {}],
  ['2 classes with long names', long(2), { normalize: 'true' }],
  ['10 classes', cifar10, {}],
  ['10 classes, dark and normalized', cifar10, { theme: 'dark', normalize: 'predicted' }],
  [
    '10 classes with long names and a long title',
    long(10),
    { title: 'A title that says more than it has to '.repeat(4) },
  ],
  ['25 classes', numberedNames(25), { colors: 'oranges' }],
  ['40 classes, with values', numberedNames(40), { values: 'both', theme: 'auto' }],
  ['100 classes', numberedNames(100).map((i) => `class_${i}`), {}],
  ['100 classes with long names', long(100), { normalize: 'all' }],
  ['101 classes, as a digest', numberedNames(101), {}],
  ['1,000 classes with long names, as a digest', long(1000), { normalize: 'predicted', theme: 'dark' }],
];

function draw(markup: string): Element {
  document.body.innerHTML = markup;
  return document.body.firstElementChild as Element;
}

afterEach(() => {
  document.body.innerHTML = '';
});

/** Contrast by the definition of WCAG 2.2, of colors as the browser computed them: `rgb(r, g, b)`. */
function contrastOf(a: string, b: string): number {
  const [low, high] = [a, b]
    .map((color) => {
      const [r, g, b] = (color.match(/\d+/g) ?? []).map((channel) => {
        const c = Number(channel) / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    })
    .sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function holds(outer: DOMRect, inner: DOMRect, slack = 0.5): boolean {
  return (
    inner.left >= outer.left - slack &&
    inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack &&
    inner.bottom <= outer.bottom + slack
  );
}

function overlap(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

describe.each(pictures)('toSvg, %s', (_, classNames, options) => {
  const svg = toSvg(randomMatrix(1, classNames, 20_000), options);

  test('is well-formed XML', () => {
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
    expect(parsed.querySelector('parsererror')?.textContent).toBeUndefined();
    expect(parsed.documentElement.localName).toBe('svg');
  });

  test('keeps every text inside the picture, and inside its cell', () => {
    const root = draw(svg);
    const picture = root.getBoundingClientRect();
    const outside = [...root.querySelectorAll('text')].filter(
      (text) => !holds(picture, text.getBoundingClientRect()),
    );
    expect(outside.map((text) => text.textContent)).toEqual([]);
    const spilled = [...root.querySelectorAll('g > text')].filter((text) => {
      const cell = text.parentElement?.querySelector('rect') as Element;
      // The line box is higher than the figures in it.
      return !holds(cell.getBoundingClientRect(), text.getBoundingClientRect(), 1);
    });
    expect(spilled.map((text) => text.textContent)).toEqual([]);
  });

  test('lets no text outside the cells touch another, nor the cells', () => {
    const root = draw(svg);
    const outer = [...root.querySelectorAll('text')].filter((text) => text.parentElement === root);
    // Boxes of leaning names overlap where the names do not; upright and level ones are what they look like.
    const boxes = outer
      .filter((text) => !text.getAttribute('transform')?.includes('rotate(-45)'))
      .map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
    const cells = [...root.querySelectorAll('g > rect')].map((cell) => cell.getBoundingClientRect());
    const plot = new DOMRect(
      cells[0].left,
      cells[0].top,
      cells[cells.length - 1].right - cells[0].left,
      cells[cells.length - 1].bottom - cells[0].top,
    );
    const height = (box: DOMRect) => Math.min(box.width, box.height);
    const inset = ({ left, top, width, height: tall }: DOMRect, by: number) =>
      new DOMRect(left + by, top + by, width - 2 * by, tall - 2 * by);
    // A fifth of the line on each side is room for accents that the names do not use.
    const inked = boxes.map(({ text, box }) => ({ text, box: inset(box, height(box) * 0.2) }));
    const touching = inked.flatMap((a, i) =>
      inked.slice(i + 1).flatMap((b) => (overlap(a.box, b.box) ? [`${a.text} / ${b.text}`] : [])),
    );
    expect(touching).toEqual([]);
    expect(inked.filter(({ box }) => overlap(box, plot)).map(({ text }) => text)).toEqual([]);
  });

  test('has a contrast of at least 4.5 in every cell', () => {
    const root = draw(svg);
    const ratios = [...root.querySelectorAll('g > text')].map((text) => {
      const cell = text.parentElement?.querySelector('rect') as Element;
      return contrastOf(getComputedStyle(text).fill, getComputedStyle(cell).fill);
    });
    expect(Math.min(21, ...ratios)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the reader prefers dark', () => {
  const matrix = matrixOf([
    [9, 1],
    [0, 4],
  ]);

  async function prefer(value: 'light' | 'dark'): Promise<void> {
    await cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
  }

  afterEach(() => prefer('light'));

  test('toSvg: auto looks like dark, and like light for whoever prefers that', async () => {
    const fills = (svg: string) =>
      [...draw(svg).querySelectorAll('rect, text')].map((element) => getComputedStyle(element).fill);
    await prefer('dark');
    expect(fills(toSvg(matrix, { theme: 'auto' }))).toEqual(fills(toSvg(matrix, { theme: 'dark' })));
    await prefer('light');
    expect(fills(toSvg(matrix, { theme: 'auto' }))).toEqual(fills(toSvg(matrix, { theme: 'light' })));
  });

  test('toHtml: auto looks like dark, and like light for whoever prefers that', async () => {
    const colors = (html: string) =>
      [draw(html), ...document.querySelectorAll('td, th, caption small')].map((element) => {
        const { backgroundColor, color } = getComputedStyle(element);
        return `${backgroundColor} ${color}`;
      });
    await prefer('dark');
    expect(colors(toHtml(matrix, { theme: 'auto' }))).toEqual(colors(toHtml(matrix, { theme: 'dark' })));
    await prefer('light');
    expect(colors(toHtml(matrix, { theme: 'auto' }))).toEqual(colors(toHtml(matrix, { theme: 'light' })));
  });
});

describe('toHtml', () => {
  test('reads as a table: names, counts and headers where they belong', () => {
    const table = draw(toHtml(randomMatrix(1, cifar10, 5000))).querySelector('table') as HTMLTableElement;
    const matrix = randomMatrix(1, cifar10, 5000);
    const [, header] = table.tHead?.rows ?? [];
    expect([...header.cells].map((cell) => cell.textContent)).toEqual(['True label', ...cifar10]);
    const body = [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent));
    expect(body.map(([name]) => name)).toEqual(cifar10);
    expect(body.flatMap(([, ...cells]) => cells.map((text) => parseInt(text ?? '')))).toEqual([
      ...matrix.counts,
    ]);
  });

  test('shows a name that looks like markup as it is', () => {
    const name = '<img src=x onerror=alert(1)> & "co"';
    const root = draw(toHtml(matrixOf([[1]], [name])));
    expect(root.querySelector('img')).toBeNull();
    expect(root.querySelector('tbody th')?.textContent).toBe(name);
  });

  test('keeps the names in sight when a large table scrolls', () => {
    const root = draw(toHtml(randomMatrix(1, long(60), 5000)));
    root.scrollTo(500, 500);
    expect(root.scrollLeft).toBe(500);
    const { left, top } = root.getBoundingClientRect();
    expect(root.querySelector('tbody th')?.getBoundingClientRect().left).toBeCloseTo(left, 0);
    expect(root.querySelector('thead th[scope=col]')?.getBoundingClientRect().top).toBeCloseTo(top, 0);
  });
});
