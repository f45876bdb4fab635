import { expect, test } from 'vitest';
import { bytes, duration, grouped, percent, scientific } from '../src/numbers';

test('numbers are written as people read them', () => {
  expect([0, 999, 1000, 12_345_678, 2.5e15].map(bytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '12.3 MB',
    '2500.0 TB',
  ]);
  expect([9.96, 47.4, 200, 7500].map(duration)).toEqual(['10.0 s', '47 s', '3 min 20 s', '2 h 5 min']);
  expect(grouped(19_778_304)).toBe('19,778,304');
  expect(percent(0.51234)).toBe('51.23 %');
  // 5e-4 × 2 / 1.8 = 5.5555…e-4.
  expect([(5e-4 * 2) / 1.8, 0.1, 1e-12].map(scientific)).toEqual(['5.5556e-04', '1.0000e-01', '1.0000e-12']);
});
