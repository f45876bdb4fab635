import { expect, test } from 'vitest';
import { percent, threeDigits } from '../src/report/figures';

test.each([
  [0.000857, '0.000857'],
  [0.6243, '0.624'],
  [1, '1.00'],
  [39.84, '39.8'],
  [430.2, '430'],
  [2521.4, '2,521'],
  [0, '0'],
])('%f has three digits', (value, text) => {
  expect(threeDigits(value)).toBe(text);
});

test.each([
  [0.716, '72 %'],
  [0.0996, '10 %'],
  [0.0994, '9.9 %'],
  [0.0047, '0.5 %'],
  [0, '0.0 %'],
])('a share of %f is in percent', (share, text) => {
  expect(percent(share)).toBe(text);
});
