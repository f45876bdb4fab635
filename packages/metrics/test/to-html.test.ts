import { describe, expect, test } from 'vitest';
import { toHtml } from '../src/index';
import { matrixOf, numberedNames, randomMatrix } from './matrices';

const matrix = matrixOf(
  [
    [60, 20],
    [0, 5],
  ],
  ['cat', '<b>dog</b> & "co"'],
);

describe('toHtml', () => {
  test('is a table with a caption and headers for rows and columns', () => {
    const html = toHtml(matrix, { title: 'Cats & dogs' });
    expect(html).toContain('<caption>Cats &amp; dogs<br>');
    expect(html).toContain('Accuracy 76.5% of 85 samples');
    expect(html.match(/<th scope="col" title/g)).toHaveLength(2);
    expect(html.match(/<th scope="row"/g)).toHaveLength(2);
    expect(html.match(/<td style/g)).toHaveLength(4);
    expect(html).toContain('title="cat predicted as cat: 60 (75.0% of cat)">60 <small>75.0%</small></td>');
  });

  test('escapes names', () => {
    const html = toHtml(matrix);
    expect(html).toContain('&lt;b&gt;dog&lt;/b&gt; &amp; &quot;co&quot;');
    expect(html).not.toContain('<b>');
  });

  test('is a fragment, or a page', () => {
    expect(toHtml(matrix)).not.toContain('<html');
    const page = toHtml(matrix, { page: true, title: 'Run 7' });
    expect(page).toMatch(/^<!doctype html>\n<html lang="en"/);
    expect(page).toContain('<title>Run 7</title>');
  });

  test('stands alone: no scripts, no ids, no outside files', () => {
    expect(toHtml(matrix, { page: true })).not.toMatch(/<script|\bid=|href=|src=|url\(|@import/);
  });

  test('shows counts only, or shares only, where there are more than 12 classes', () => {
    const many = randomMatrix(1, numberedNames(13), 100);
    expect(toHtml(many).match(/<td style[^>]*>\d+<\/td>/g)).toHaveLength(169);
    expect(toHtml(many, { normalize: 'true' }).match(/<td style[^>]*>[\d.]+%<\/td>/g)).toHaveLength(169);
  });

  test('colors for one ground, or for both', () => {
    // All of the first row's largest: the ends of the map.
    expect(toHtml(matrix, { theme: 'light' })).toContain('style="background:#08306b;color:#f7fbff"');
    expect(toHtml(matrix, { theme: 'dark' })).toContain('style="background:#f7fbff;color:#151b23"');
    expect(toHtml(matrix)).toContain(
      'style="--light:#08306b;--light-ink:#f7fbff;--dark:#f7fbff;--dark-ink:#151b23"',
    );
  });

  test('names the argument, the rule and the value', () => {
    expect(() => toHtml(matrix, { values: 'none' as 'both' })).toThrow(
      "toHtml: values must be one of 'counts', 'percent', 'both', got 'none'",
    );
    expect(() => toHtml(matrix, { theme: 'night' as 'dark' })).toThrow(
      "toHtml: theme must be one of 'light', 'dark', 'auto', got 'night'",
    );
  });
});
