import { expect, test } from 'vitest';
import { judgeShape } from '../../src/lecture/sections/shapes-quiz';

const map = [342, 342, 384];

test.each(['342×342×384', '342, 342, 384', '342 342 384', '(1, 342, 342, 384)', '342x342x384'])(
  '%s is right',
  (typed) => {
    expect(judgeShape(typed, map)).toBe('right');
  },
);

test('a wrong answer is told by what is wrong with it', () => {
  expect(judgeShape('341×342×384', map)).toBe('size');
  expect(judgeShape('342×342×3', map)).toBe('channels');
  expect(judgeShape('342×342', map)).toBe('length');
  expect(judgeShape('2, 342, 342, 384', map)).toBe('length');
  expect(judgeShape('  ', map)).toBe('empty');
});

test('the head gives one number, with or without the batch', () => {
  expect(judgeShape('20', [20])).toBe('right');
  expect(judgeShape('1, 20', [20])).toBe('right');
  expect(judgeShape('1×1×20', [20])).toBe('length');
  expect(judgeShape('10', [20])).toBe('channels');
});
