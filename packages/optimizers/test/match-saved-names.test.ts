import { describe, expect, test } from 'vitest';
import { matchSavedNames } from '../src/match-saved-names';

function match(saved: string[], current: string[]): Record<string, string> {
  return Object.fromEntries(matchSavedNames('adamW', saved, current));
}

describe('matchSavedNames', () => {
  test('the same names match themselves, in any order', () => {
    expect(match(['a/kernel', 'a/bias'], ['a/bias', 'a/kernel'])).toEqual({
      'a/kernel': 'a/kernel',
      'a/bias': 'a/bias',
    });
  });

  test.each<[string, string[], string[], Record<string, string>]>([
    ['a second copy of the model', ['a/w'], ['a/w_1'], { 'a/w_1': 'a/w' }],
    ['a fresh process', ['a/w_3'], ['a/w'], { 'a/w': 'a/w_3' }],
    ['two copies', ['a/w_1'], ['a/w_2'], { 'a/w_2': 'a/w_1' }],
    [
      'two weights of one name in a model, all taken by another copy',
      ['a/w', 'a/w_1'],
      ['a/w_2', 'a/w_3'],
      { 'a/w_2': 'a/w', 'a/w_3': 'a/w_1' },
    ],
    [
      'the same, where one of the names is taken: order decides, not the name that happens to agree',
      ['a/w', 'a/w_1'],
      ['a/w_1', 'a/w_2'],
      { 'a/w_1': 'a/w', 'a/w_2': 'a/w_1' },
    ],
    [
      'weights that end in a number themselves',
      ['a/w_1', 'a/w_2'],
      ['a/w_1_1', 'a/w_2_1'],
      { 'a/w_1_1': 'a/w_1', 'a/w_2_1': 'a/w_2' },
    ],
    [
      'order of creation is numeric and does not depend on the order given',
      ['a/w_10', 'a/w_9'],
      ['a/w_12', 'a/w_11'],
      { 'a/w_11': 'a/w_9', 'a/w_12': 'a/w_10' },
    ],
  ])('%s', (_title, saved, current, expected) => {
    expect(match(saved, current)).toEqual(expected);
  });

  test('part of a family matches by name: the others are frozen now, or were then', () => {
    expect(match(['a/w', 'a/w_1'], ['a/w_1'])).toEqual({ 'a/w_1': 'a/w_1' });
    expect(match(['a/w_1'], ['a/w', 'a/w_1'])).toEqual({ 'a/w_1': 'a/w_1' });
  });

  test('names that differ in more than a suffix do not match', () => {
    expect(match(['dense_Dense1/kernel', 'a/w', '1'], ['dense_Dense2/kernel', 'b/w', '2'])).toEqual({});
  });

  test('nothing saved, nothing matched', () => {
    expect(match([], ['a/w'])).toEqual({});
    expect(match(['a/w'], [])).toEqual({});
  });

  test('refuses to guess', () => {
    expect(() => match(['a/w', 'a/w_1', 'a/w_2', 'a/w_3'], ['a/w_4', 'a/w_5'])).toThrow(
      'adamW: saved state must match the variables by name or number, ' +
        'got state of a/w, a/w_1, a/w_2 and 1 more for a/w_4, a/w_5',
    );
  });
});
