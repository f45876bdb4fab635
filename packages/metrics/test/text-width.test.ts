import { describe, expect, test } from 'vitest';
import { displayWidth, padLeft } from '../src/display-width';
import { fitText, textWidth } from '../src/text-width';

describe('fitText', () => {
  test('leaves a text alone that fits', () => {
    expect(fitText('airplane', 15)).toBe('airplane');
  });

  test('cuts a text short that does not, keeping as much as fits', () => {
    const long = 'Western lowland gorilla of the Congo basin';
    const cut = fitText(long, 15);
    expect(cut).toMatch(/^Western low.*[^ ]…$/);
    expect(textWidth(cut)).toBeLessThanOrEqual(15);
    expect(textWidth(long.slice(0, cut.length + 1) + '…')).toBeGreaterThan(15);
  });

  test('does not cut characters in half', () => {
    expect(fitText('😀😀😀😀😀😀', 4)).toMatch(/^(😀)+…$/u);
  });

  test('gives more room to wide characters', () => {
    expect(textWidth('WWWW')).toBeGreaterThan(textWidth('iiii'));
    expect(textWidth('日本')).toBeGreaterThan(textWidth('ab'));
  });
});

describe('displayWidth', () => {
  test.each([
    ['cat', 3],
    ['日本', 4],
    ['한글', 4],
    ['😀', 2],
    // The long-vowel sign belongs to two scripts; its width is wide (UAX #11).
    ['トラクター', 10],
    ['船', 2],
    // Halfwidth and fullwidth forms, an ideographic space, and two of ambiguous width.
    ['ｶﾅ', 2],
    ['Ａ１', 4],
    ['\u3000', 2],
    ['αé', 2],
    // A syllable of three parts, a family and a skin tone, each one character of two columns; a heart made an emoji.
    ['\u1112\u1161\u11AB', 2],
    ['\u{1F468}\u200D\u{1F469}\u200D\u{1F467}', 2],
    ['\u{1F44D}\u{1F3FD}', 2],
    ['\u2764\uFE0F', 2],
    // e with a combining acute accent.
    ['e\u0301', 1],
    ['', 0],
  ])('%s takes %s columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  test('padding counts columns, not characters', () => {
    expect(padLeft('日本', 6)).toBe('  日本');
    expect(padLeft('longer', 3)).toBe('longer');
  });
});
