import {
  builtinKinds,
  checkSpec,
  d2lSpec,
  diagram,
  lectureSpec,
  modernSpec,
  paperSpec,
  tinySpec,
} from '@nin/blocks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { language } from '../../src/language/language';
import { diagramWords } from '../../src/network/drawing';
import { formOf } from '../../src/network/block-forms';
import { withTyped } from '../../src/network/draft-edits';
import { draftOf, specOf } from '../../src/network/network-draft';

const specs = { d2lSpec, modernSpec, paperSpec, lectureSpec, tinySpec };
const drawn = Object.entries(specs).flatMap(([name, spec]) => [
  { name, spec },
  ...builtinKinds.map(({ kind }) => {
    const draft = spec.blocks.reduce((all, _, i) => withTyped(all, i, 'kind', kind), draftOf(spec));
    return { name: `${name} of ${kind}`, spec: specOf(draft) };
  }),
]);

/** What is written in a picture, and its description for those who do not see it. */
function textsOf(svg: string): string[] {
  return Array.from(svg.matchAll(/<(text|desc|title)[^>]*>([^<]*)</g), ([, , text = '']) => text);
}

/** Names that are the same in every language, those of activations too, and what kinds of block call their parts themselves. */
const kept = [
  ...['ReLU', 'same', 'valid', 'dropout'],
  ...(formOf({}).fields.find(({ path }) => path === 'activation')?.choices ?? []),
  ...builtinKinds.flatMap(({ kind, labels }: { kind: string; labels?: Readonly<Record<string, string>> }) => [
    ...kind.split('-'),
    ...Object.values(labels ?? {}).flatMap((label) => label.split(' ')),
  ]),
];

describe('in Russian', () => {
  const before = language.value;
  beforeEach(() => (language.value = 'ru'));
  afterEach(() => (language.value = before));

  test.each(drawn)('no English is left: $name', ({ spec }) => {
    expect(checkSpec(spec)).toEqual([]);
    const english = textsOf(diagram(spec, { title: 'Сеть', words: diagramWords() }))
      .flatMap((text) => text.match(/[A-Za-z]{2,}/g) ?? [])
      .filter((word) => !kept.includes(word));
    expect(english).toEqual([]);
  });

  test('the picture and its description say the same as in English', () => {
    const russian = textsOf(diagram(paperSpec, { words: diagramWords() }));
    expect(russian.length).toBe(textsOf(diagram(paperSpec)).length);
    expect(russian).toEqual(
      expect.arrayContaining(['Блок 1', '5×5 свёртка · 192', '3×3 макс. / 2', 'логитов: 10']),
    );
    expect(russian.find((text) => text.includes('получается'))).toContain('Блок 1, ReLU: 5×5 свёртка · 192');
  });
});

test('in English the words are those of the package', () => {
  expect(diagram(paperSpec, { words: diagramWords() })).toBe(diagram(paperSpec));
});
