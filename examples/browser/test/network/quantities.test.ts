import { expect, test } from 'vitest';
import { bytesIn, shortCount, shortPower, signedBytes, signedCount } from '../../src/language/numbers';

test('bytes in both languages', () => {
  expect(bytesIn('en', 149_817_344)).toBe('149.8 MB');
  expect(bytesIn('ru', 149_817_344)).toBe('149,8 МБ');
  expect(bytesIn('ru', 40)).toBe('40 Б');
});

test('differences have a sign, and none if there is no difference', () => {
  expect(signedCount('en', -1_770_152)).toBe('−1,770,152');
  expect(signedCount('en', 1024)).toBe('+1,024');
  expect(signedCount('ru', -1_770_152).replace(/\s/g, ' ')).toBe('−1 770 152');
  expect(signedCount('en', 0)).toBe('');
});

test('small numbers by their power', () => {
  expect(shortPower('en', 1.24e-7)).toBe('1.2e−7');
  expect(shortPower('ru', 1.24e-7)).toBe('1,2·10⁻⁷');
  expect(shortPower('ru', 5.55555e-4, 4)).toBe('5,5556·10⁻⁴');
  expect(shortPower('en', 0)).toBe('0');
});

test('differences of bytes', () => {
  expect(signedBytes('en', -14_200_000)).toBe('−14.2 MB');
  expect(signedBytes('ru', 14_200_000)).toBe('+14,2 МБ');
  expect(signedBytes('en', 0)).toBe('');
});

test('a narrow place gets thousands of millions, not half a number', () => {
  const spaced = (text: string | undefined) => text?.replace(/\s/g, ' ');
  expect(spaced(shortCount('ru', 389_325_080_448))).toBe('389,3 млрд');
  expect(spaced(shortCount('en', 389_325_080_448))).toBe('389.3 G');
  expect(spaced(shortCount('en', -2_600_000_000_000))).toBe('−2.6 T');
  expect(shortCount('en', 325_299_552)).toBeUndefined();
});
