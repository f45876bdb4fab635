import { d2lSpec, diagram, lectureSpec, modernSpec, paperSpec, tinySpec } from '@nin/blocks';
import { expect, test } from 'vitest';
import { diagramIn } from '../../src/network/diagram-words';

const words = (svg: string) =>
  Array.from(svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g), ([, text = '']) => text);

test.each(Object.entries({ d2lSpec, modernSpec, paperSpec, lectureSpec, tinySpec }))(
  'no English is left: %s',
  (_, spec) => {
    const english = words(diagramIn('ru', diagram(spec, { title: 'Сеть' })))
      .flatMap((text) => text.match(/[A-Za-z]{2,}/g) ?? [])
      .filter((word) => !['ReLU', 'same', 'valid', 'dropout'].includes(word));
    expect(english).toEqual([]);
  },
);

test('only words change', () => {
  const drawn = diagram(paperSpec, { title: 'NiN' });
  expect(diagramIn('en', drawn)).toBe(drawn);
  expect(words(diagramIn('ru', drawn)).length).toBe(words(drawn).length);
  expect(words(diagramIn('ru', drawn))).toContain('32×32×3');
});
