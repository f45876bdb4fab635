import { describe, expect, test } from 'vitest';
import { toSvg, type SvgOptions } from '../src/index';
import { matrixOf, numberedNames, randomMatrix } from './matrices';

const matrix = matrixOf(
  [
    [60, 20],
    [0, 5],
  ],
  ['cat', 'dog'],
);

/** The texts of the picture, in order. */
const texts = (svg: string) =>
  Array.from(svg.matchAll(/<text[^>]*>(?:<title>[^<]*<\/title>)?([^<]*)</g), (match) => match[1]);

describe('toSvg', () => {
  test('shows title, accuracy, axes, names, counts, shares and a color bar', () => {
    const shown = texts(toSvg(matrix, { title: 'Run 7' }));
    expect(shown).toEqual([
      ...['Run 7', 'Accuracy 76.5% of 85 samples', 'True label', 'Predicted label'],
      ...['cat', 'cat', 'dog', 'dog'],
      ...['60', '75.0%', '20', '25.0%', '0', '0%', '5', '100%'],
      ...['0', '20', '40', '60', 'Samples'],
    ]);
  });

  test.each([
    ['true', 'Share of true class', ['0%', '20%', '40%', '60%', '80%', '100%']],
    ['predicted', 'Share of predicted class', ['0%', '20%', '40%', '60%', '80%', '100%']],
    // The largest share is 60 of 85, 70.6%.
    ['all', 'Share of all samples', ['0%', '20%', '40%', '60%']],
  ] as const)('normalized by %s, the color bar shows it', (normalize, measure, ticks) => {
    const shown = texts(toSvg(matrix, { normalize, values: 'none' }));
    expect(shown.slice(-ticks.length - 1)).toEqual([...ticks, measure]);
  });

  test.each([
    ['counts', ['60', '20', '0', '5']],
    ['percent', ['75.0%', '25.0%', '0%', '100%']],
    ['none', []],
  ] as const)('with %s in the cells', (values, expected) => {
    expect(texts(toSvg(matrix, { values })).slice(8, -5)).toEqual(expected);
  });

  test('has less text in cells the more classes there are', () => {
    const cellTexts = (classes: number, options?: SvgOptions) => {
      const svg = toSvg(randomMatrix(1, numberedNames(classes), 300), options);
      return Array.from(svg.matchAll(/<\/title><rect[^>]*>(.*?)<\/g>/g), (match) => texts(match[1]));
    };
    expect(cellTexts(12)[0]).toHaveLength(2);
    expect(cellTexts(13)[0]).toHaveLength(1);
    expect(cellTexts(13, { normalize: 'true' })[0][0]).toMatch(/%$/);
    expect(cellTexts(31)[0]).toHaveLength(0);
    expect(cellTexts(31, { values: 'counts' })[0]).toHaveLength(1);
  });

  test('tells each cell to whoever points at it', () => {
    expect(toSvg(matrix)).toContain('<g><title>cat predicted as dog: 20 (25.0% of cat)</title><rect');
    const hundred = toSvg(randomMatrix(1, numberedNames(100), 1000));
    expect(hundred.match(/<g><title>/g)).toHaveLength(10_000);
  });

  test('is an image with a name and a description', () => {
    const svg = toSvg(matrix, { title: 'Run 7' });
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" [^>]*role="img"[^>]*>\n<title>Run 7<\/title>\n<desc>/,
    );
    expect(svg).toContain(
      '<desc>Heat map of 2 classes; rows are true labels, columns predicted labels. Accuracy 76.5% of 85 samples. ' +
        'Most often confused: cat as dog (20).</desc>',
    );
  });

  test('leaves out an empty title and subtitle, but not the name', () => {
    const svg = toSvg(matrix, { title: '', subtitle: '' });
    expect(texts(svg)[0]).toBe('True label');
    expect(svg).toContain('<title>Confusion matrix</title>');
  });

  test('escapes names, and replaces what XML cannot hold', () => {
    const svg = toSvg(matrixOf([[1]], ['<&"\'\u0000\uD800>']));
    expect(texts(svg)).toContain('&lt;&amp;&quot;&#39;\uFFFD\uFFFD&gt;');
  });

  test('cuts long names short and keeps the whole one as a tooltip', () => {
    const name = 'a class with a name that is far too long for a picture';
    const svg = toSvg(matrixOf([[1]], [name]));
    expect(
      svg.match(new RegExp(`<text[^>]*><title>${name}</title>a class with[^<]*…</text>`, 'g')),
    ).toHaveLength(2);
  });

  test('stands alone: no scripts, no ids, no outside files or fonts', () => {
    for (const theme of ['light', 'dark', 'auto'] as const) {
      const svg = toSvg(matrix, { theme }).replace('xmlns="http://www.w3.org/2000/svg"', '');
      expect(svg).not.toMatch(/<script|\bid=|href|url\(|@font-face|@import|http/);
    }
  });

  test('has the colors of its theme; auto is light with a rule for dark', () => {
    const [light, dark, auto] = (['light', 'dark', 'auto'] as const).map((theme) => toSvg(matrix, { theme }));
    expect(light).toContain('fill="#08306b"');
    expect(light).not.toContain('<style>');
    expect(dark).toContain('fill="#f7fbff"');
    expect(auto).toContain('fill="#08306b" style="--dark:#f7fbff"');
    expect(auto.match(/<style>.*<\/style>/)?.[0]).toContain('prefers-color-scheme:dark');
    const bare = auto.replace(/<style>.*<\/style>\n/, '').replace(/ style="[^"]*"| class="[^"]*"/g, '');
    expect(bare).toBe(light);
  });

  test('draws a matrix without samples', () => {
    const svg = toSvg(matrixOf([[0]]));
    expect(texts(svg)).toContain('No samples');
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('names the argument, the rule and the value', () => {
    expect(() => toSvg(matrix, { colors: 'jet' as 'blues' })).toThrow(
      "toSvg: colors must be one of 'blues', 'purples', 'oranges', 'grays', 'yellowGreenBlue', got 'jet'",
    );
    expect(() => toSvg(matrix, { normalize: 'rows' as 'true' })).toThrow(
      "toSvg: normalize must be one of 'true', 'predicted', 'all', got 'rows'",
    );
    expect(() => toSvg(matrix, { values: 'all' as 'both' })).toThrow(
      "toSvg: values must be one of 'counts', 'percent', 'both', 'none', got 'all'",
    );
    expect(() => toSvg(matrix, { theme: 'night' as 'dark' })).toThrow('toSvg: theme must be one of');
    expect(() => toSvg({ ...matrix, total: 1 })).toThrow(
      'toSvg: matrix.total must be the sum of the counts (85), got 1',
    );
  });
});
