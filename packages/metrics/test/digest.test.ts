import { describe, expect, test } from 'vitest';
import { toHtml, toSvg, toText, type ConfusionMatrix } from '../src/index';
import { groupClasses } from '../src/class-groups';
import { digestOf } from '../src/digest';
import { largestCells } from '../src/largest-cells';
import { textTable } from '../src/text-table';
import { numberedNames, randomMatrix } from './matrices';

/** A matrix of `classes` classes called c0, c1, …, and how often which was taken for which: [true, predicted, count]. */
function sparse(classes: number, cells: readonly [number, number, number][]): ConfusionMatrix {
  const counts = new Uint32Array(classes * classes);
  for (const [row, column, count] of cells) counts[row * classes + column] = count;
  const classNames = numberedNames(classes).map((index) => `c${index}`);
  return { classes, classNames, counts, total: counts.reduce((a, b) => a + b, 0) };
}

/** 120 classes. c7: 6 of 10 right; c8: 1 of 20, twelve taken for c90; c90: all 30; c119: 4 of 4. */
const matrix = sparse(120, [
  [7, 7, 6],
  [7, 8, 4],
  [8, 8, 1],
  [8, 90, 12],
  [8, 7, 7],
  [90, 90, 30],
  [119, 119, 4],
]);
const escape = '\u001B';
const colorCodes = new RegExp(`${escape}\\[[\\d;]*m`, 'g');

const limits = { pairs: 20, classes: 20 };

describe('groupClasses', () => {
  test('sums the counts of neighbors, and keeps every sample', () => {
    // 120 classes in at most 50 groups are 40 groups of 3: c6–c8 are group 2, c90–c92 group 30, c117–c119 group 39.
    const { size, matrix: groups, fullNames } = groupClasses(matrix);
    expect([size, groups.classes]).toEqual([3, 40]);
    const at = (row: number, column: number) => groups.counts[row * 40 + column];
    expect([at(2, 2), at(2, 30), at(30, 30), at(39, 39)]).toEqual([18, 12, 30, 4]);
    expect(groups.counts.reduce((a, b) => a + b, 0)).toBe(64);
    expect([groups.total, groups.classNames[2], fullNames[2]]).toEqual([64, '6–8', '6–8: c6 … c8']);
  });

  test('leaves the rest to the last group', () => {
    // 101 classes in groups of 3: the 34th holds c99 and c100. 103: the 35th holds c102 alone.
    expect(groupClasses(sparse(101, [])).matrix.classNames.at(-1)).toBe('99–100');
    expect(groupClasses(sparse(103, [])).fullNames.at(-1)).toBe('102: c102');
  });

  test('makes at most 50 groups', () => {
    for (const classes of [101, 150, 151, 999, 1000]) {
      expect(groupClasses(sparse(classes, [])).matrix.classes).toBeLessThanOrEqual(50);
    }
  });
});

describe('digestOf', () => {
  test('finds the most confused pairs by count, or by share', () => {
    const pairs = (over?: 'true' | 'predicted') =>
      digestOf(matrix, over, limits).pairs.map(
        ({ trueName, predictedName }) => `${trueName} as ${predictedName}`,
      );
    expect(pairs()).toEqual(['c8 as c90', 'c8 as c7', 'c7 as c8']);
    // 12 / 20, 4 / 10, 7 / 20.
    expect(pairs('true')).toEqual(['c8 as c90', 'c7 as c8', 'c8 as c7']);
    // 4 / 5 are c8, 7 / 13 c7, 12 / 42 c90.
    expect(pairs('predicted')).toEqual(['c7 as c8', 'c8 as c7', 'c8 as c90']);
  });

  test('finds the classes of the lowest recall, those without samples left out', () => {
    const { weakest, recalls } = digestOf(matrix, undefined, limits);
    expect(weakest.map(({ name, recall, takenFor }) => [name, recall, takenFor?.name])).toEqual([
      ['c8', 1 / 20, 'c90'],
      ['c7', 6 / 10, 'c8'],
      ['c90', 1, undefined],
      ['c119', 1, undefined],
    ]);
    expect(recalls).toEqual([1, 0, 0, 0, 0, 0, 1, 0, 0, 2]);
  });

  test('shades groups by the square root of their counts', () => {
    // The largest group of cells holds 30, another 12.
    const { map } = digestOf(matrix, undefined, limits);
    expect(map.rows[2][30].shade).toBeCloseTo(Math.sqrt(12 / 30), 12);
  });
});

test('largestCells keeps the largest of many, equal ones in their order', () => {
  const classes = 80;
  const { counts } = randomMatrix(3, numberedNames(classes), 60_000);
  const sorted = Array.from(counts.keys())
    .filter((index) => index % (classes + 1) !== 0 && counts[index] > 0)
    .sort((a, b) => counts[b] - counts[a]);
  expect(sorted.length).toBeGreaterThan(4000);
  expect(largestCells(counts, classes, (index) => counts[index], 5)).toEqual(sorted.slice(0, 5));
  expect(largestCells(counts, classes, (index) => counts[index], 10_000)).toEqual(sorted);
});

describe('above 100 classes', () => {
  test('toText is a digest', () => {
    const lines = toText(matrix).split('\n');
    expect(lines.slice(0, 9)).toEqual([
      'Accuracy 64.1% of 64 samples',
      '120 classes: a digest; toCsv and toJson hold every count',
      '',
      'Most confused',
      '',
      'true  predicted  samples  of true class',
      'c8    c90             12          60.0%',
      'c8    c7               7          35.0%',
      'c7    c8               4          40.0%',
    ]);
    expect(lines.slice(10, 15)).toEqual([
      'Lowest recall',
      '',
      'class  samples  recall  precision     F1  most often taken for  times',
      // Predicted 5 times, right once: precision 1 / 5, F1 2 · 1 / (20 + 5).
      'c8          20    5.0%      20.0%   8.0%  c90                      12',
      // Predicted 13 times: 6 / 13, F1 2 · 6 / (10 + 13).
      'c7          10   60.0%      46.2%  52.2%  c8                        4',
    ]);
    expect(lines.at(-1)).toBe(`90–100%        2  ${'#'.repeat(50)}`);
    expect(lines.at(-10)).toBe(`  0–10%        1  ${'#'.repeat(25)}`);
  });

  test('toText shows what values and normalize say, and cuts names to its width', () => {
    expect(toText(matrix, { values: 'counts' })).toContain(
      '\ntrue  predicted  samples\nc8    c90             12\n',
    );
    expect(toText(matrix, { values: 'percent', normalize: 'predicted' })).toContain(
      '\ntrue  predicted  of predicted class\nc7    c8                      80.0%\n',
    );
    const long = matrix.classNames.map((name) => `${name} with a name that goes on and on and on`);
    const wide = toText({ ...matrix, classNames: long }, { width: 90 }).split('\n');
    expect(Math.max(...wide.map((line) => line.length))).toBeLessThanOrEqual(90);
    expect(wide[6]).toMatch(/^c8 with a name [a-z ]*… +c90 with a name [a-z ]*… +12 +60\.0%$/);
  });

  test('toText colors its figures, and nothing else', () => {
    const colored = toText(matrix, { ansi: true });
    expect(colored).toContain(`${escape}[48;2;247;251;255m`);
    expect(colored.replaceAll(colorCodes, '')).toBe(toText(matrix));
  });

  test('toText says that there are no samples, or that nothing was confused', () => {
    expect(toText(sparse(101, []))).toMatch(/^No samples\n101 classes: a digest/);
    expect(toText(sparse(101, []))).not.toContain('Most confused');
    expect(toText(sparse(101, [[100, 100, 5]]))).not.toContain('Most confused');
  });

  test('toSvg shows groups, pairs and classes', () => {
    const svg = toSvg(matrix);
    const texts = Array.from(
      svg.matchAll(/<text[^>]*>(?:<title>[^<]*<\/title>)?([^<]*)</g),
      (match) => match[1],
    );
    expect(texts).toContain('Accuracy 64.1% of 64 samples; 120 classes in groups of 3');
    expect(texts).toContain('Predicted label, in groups of 3');
    const pairs = texts.indexOf('Most confused');
    expect(texts.slice(pairs, pairs + 5)).toEqual([
      ...['Most confused', 'samples, share of true class'],
      ...['c8', 'as c90', '12, 60.0%'],
    ]);
    const classes = texts.indexOf('Lowest recall');
    expect(texts.slice(classes, classes + 5)).toEqual([
      ...['Lowest recall', 'recall, samples'],
      ...['c8', 'often c90', '5.0% of 20'],
    ]);
    expect(svg.match(/<g><title>/g)).toHaveLength(1600);
    expect(svg).toContain('<title>6–8 predicted as 90–92: 12 (40.0% of 6–8)</title>');
    expect(svg).toContain('<title>6–8: c6 … c8</title>6–8</text>');
  });

  test('toHtml is tables of pairs, classes and groups', () => {
    const html = toHtml(matrix, { title: 'Run 7' });
    expect(html.match(/<caption>[^<]*/g)).toEqual([
      '<caption>Most confused',
      '<caption>Lowest recall',
      '<caption>Classes in groups of 3',
    ]);
    expect(html).toContain('Run 7<br><small>Accuracy 64.1% of 64 samples; 120 classes</small>');
    expect(html).toMatch(
      /<th scope="row" title="c8">c8<\/th><td>c90<\/td><td [^>]*>12<\/td><td [^>]*>60\.0%<\/td>/,
    );
    expect(html).toContain('<td>c90 (12)</td>');
    expect(html).toContain('<th scope="row" title="6–8: c6 … c8">6–8</th>');
  });

  test('1,000 classes of which every cell holds samples stay small', () => {
    const full = sparse(1000, []);
    full.counts.fill(3);
    const dense = { ...full, total: 3_000_000 };
    expect(toSvg(dense, { theme: 'auto' }).length).toBeLessThan(1e6);
    expect(toHtml(dense, { theme: 'auto' }).length).toBeLessThan(1e6);
    expect(toText(dense).length).toBeLessThan(10_000);
  });

  test('100 classes are shown one by one', () => {
    const hundred = sparse(100, [[3, 4, 5]]);
    expect(toText(hundred).split('\n')).toHaveLength(101);
    expect(toHtml(hundred).match(/<td style/g)).toHaveLength(10_000);
    expect(toSvg(hundred)).not.toContain('groups');
  });
});

describe('textTable', () => {
  test('begins names at the left and ends numbers at the right', () => {
    const columns = [
      { heading: 'name', cells: ['cat', '船'], names: true },
      { heading: 'n', cells: ['5', '100'] },
    ];
    expect(textTable(columns, 80)).toEqual(['name    n', 'cat     5', '船    100']);
  });

  test('cuts names, by their width, to no less than eight columns', () => {
    const columns = [
      { heading: 'name', cells: ['a name that is long', '日本の鉄道の駅'], names: true },
      { heading: 'n', cells: ['5', '6'] },
    ];
    expect(textTable(columns, 15)).toEqual(['name          n', 'a name that…  5', '日本の鉄道…   6']);
    expect(textTable(columns, 1)[1]).toBe('a name…   5');
  });
});
