import { expect, test } from 'vitest';
import { outputNames } from '../src/output-names';

test('outputs that stand for no class get names of their own', () => {
  expect(outputNames(['cat', 'dog'], 4)).toEqual(['cat', 'dog', 'unused 1', 'unused 2']);
  expect(outputNames(['cat', 'dog'], 2)).toEqual(['cat', 'dog']);
});
