import { expect, test } from 'vitest';
import { readOptions } from '../src/options';

test('the set is named after what was asked for', () => {
  expect(readOptions([]).set).toBe('full');
  expect(readOptions(['--quick'])).toMatchObject({ set: 'quick', networks: ['tiny', 'quarter', 'modern'] });
  expect(readOptions(['--only', 'lecture,tiny'])).toMatchObject({
    set: 'tiny-lecture',
    networks: ['tiny', 'lecture'],
  });
  expect(readOptions(['--only=quarter', '--quick']).set).toBe('quarter-quick');
});

test('a network there is not is named', () => {
  expect(() => readOptions(['--only', 'quarter,vgg'])).toThrow(
    new RangeError("--only must name networks of tiny, quarter, modern, paper, lecture, got 'vgg'"),
  );
});

test('an option there is not is refused', () => {
  expect(() => readOptions(['--fast'])).toThrow(TypeError);
});
