import { expect, test } from 'vitest';
import { bytesIn, shortPower, signedCount } from '../../src/network/quantities';

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
  expect(shortPower('ru', 1.24e-7)).toBe('1,2e−7');
  expect(shortPower('en', 0)).toBe('0');
});
