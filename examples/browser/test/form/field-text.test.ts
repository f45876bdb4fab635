import { afterEach, describe, expect, it } from 'vitest';
import { parseNumber, textOf, valueTyped } from '../../src/form/field-text';
import type { FormField } from '../../src/form/form-field';
import { language } from '../../src/language/language';

const before = language.value;
afterEach(() => (language.value = before));

describe('parseNumber', () => {
  it.each([
    ['128', 128],
    [' 50 000 ', 50_000],
    ['50\u00a0000', 50_000],
    ['0,1', 0.1],
    ['.5', 0.5],
    ['5.', 5],
    ['5e-4', 0.0005],
    ['1E3', 1000],
    ['−3', -3],
    ['+3', 3],
  ])('reads %j', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(['', '  ', 'abc', '1e', '1e-', '0x10', '1,000.5', '1,2,3', 'Infinity', 'NaN', '12px', '-'])(
    'returns NaN for %j',
    (text) => {
      expect(parseNumber(text)).toBeNaN();
    },
  );
});

describe('rows of numbers', () => {
  const field: FormField = {
    path: 'drops',
    control: 'rows',
    columns: ['at', 'factor'],
    isRequired: false,
    about: '',
  };
  const drops = [
    { at: 0.5, factor: 0.1 },
    { at: 0.75, factor: 0.2 },
  ];

  it.each([
    ['en', '0.5 × 0.1; 0.75 × 0.2'],
    ['ru', '0,5 × 0,1; 0,75 × 0,2'],
  ] as const)('are written in %s as %s, and read back', (spoken, text) => {
    language.value = spoken;
    expect(textOf(field, drops)).toBe(text);
    expect(valueTyped(field, text, undefined)).toEqual(drops);
  });

  it('are typed with other signs too, and hold NaN where a number is missing', () => {
    expect(valueTyped(field, '.5*.1 ; .75 x .2', undefined)).toEqual(drops);
    expect(valueTyped(field, '0.5 × 0.1; 0.75', undefined)).toEqual([drops[0], { at: NaN, factor: NaN }]);
    expect(valueTyped(field, '0.5 × a', undefined)).toEqual([{ at: 0.5, factor: NaN }]);
  });
});

it('a choice that is an object stays until something else is chosen', () => {
  const field: FormField = {
    path: 'normalize',
    control: 'choice',
    choices: ['unit'],
    isRequired: true,
    about: '',
  };
  const own = { mean: [0, 0, 0], std: [1, 1, 1] };
  expect(valueTyped(field, textOf(field, own), own)).toBe(own);
  expect(valueTyped(field, 'unit', own)).toBe('unit');
});
