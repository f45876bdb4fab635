import {
  builtinKinds,
  checkSpec,
  defineBlock,
  lectureSpec,
  paperSpec,
  type BlockKind,
  type BlockSpec,
  type NinSpec,
} from '@nin/blocks';
import { boolean, integer, positiveIntegers, positiveNumber } from '@nin/blocks/fields';
import { afterEach, describe, expect, test } from 'vitest';
import { language } from '../../src/language/language';
import type { FormField } from '../../src/form/form-field';
import { problemText } from '../../src/form/problem-text';
import { blockForms, formOf } from '../../src/network/block-forms';
import { withTyped } from '../../src/network/draft-edits';
import { draftOf, specOf, type NetworkDraft } from '../../src/network/network-draft';
import { placed } from '../../src/network/draft-state';

const before = language.value;
afterEach(() => (language.value = before));

/** Where the page shows the first problem of what is typed, and what it says. */
function shownProblem(draft: NetworkDraft) {
  const [first] = checkSpec(specOf(draft));
  if (!first) throw new Error('expected an impossible network');
  const { problem, block, field } = placed(first, draft.blocks);
  const form = block === undefined ? [] : formOf(specOf(draft).blocks[block] ?? {}).fields;
  return {
    block,
    field,
    rule: problem.rule,
    ...inBoth(
      problem,
      form.find(({ path }) => path === field),
    ),
  };
}

function inBoth(problem: Parameters<typeof problemText>[0], field: FormField | undefined) {
  const said = (spoken: 'en' | 'ru') => {
    language.value = spoken;
    return problemText(problem, field);
  };
  return { en: said('en'), ru: said('ru') };
}

/** The problem of the lecture's network with one block changed. */
function problemWith(index: number, part: Partial<BlockSpec>) {
  const blocks = lectureSpec.blocks.map((block, i) => (i === index ? { ...block, ...part } : block));
  return shownProblem(draftOf({ ...lectureSpec, blocks: blocks as NinSpec['blocks'] }));
}

describe('a problem is at its field, in both languages', () => {
  test.each<[Partial<BlockSpec>, string, string, string, string]>([
    [{ filters: 0 }, 'filters', 'a positive integer', 'above zero', 'больше нуля'],
    [{ filters: 2_000_000 }, 'filters', 'a positive integer', '1 to 1,000,000', 'от 1 до'],
    [{ kernelSize: NaN }, 'kernelSize', 'a positive integer', 'above zero', 'больше нуля'],
    [{ strides: 1.5 }, 'strides', 'a positive integer', 'above zero', 'больше нуля'],
    [{ padding: 'full' as 'same' }, 'padding', 'one of', 'same, valid', 'same, valid'],
    [{ mlpLayers: -1 }, 'mlpLayers', 'a non-negative integer', 'zero or above', 'ноль или больше'],
    [{ mlpLayers: 101 }, 'mlpLayers', 'a non-negative integer', '0 to 100', 'от 0 до 100'],
    [{ mlpFilters: 0 }, 'mlpFilters', 'a positive integer', 'above zero', 'больше нуля'],
    [{ mlpFilters: [8, -2] }, 'mlpFilters', 'a positive integer', 'above zero', 'больше нуля'],
    [{ dropout: 1 }, 'dropout', 'in [0, 1)', 'below 1', 'не включая 1'],
    [{ dropout: NaN }, 'dropout', 'in [0, 1)', 'below 1', 'не включая 1'],
    [{ pool: { kind: 'max', size: 0 } }, 'pool.size', 'a positive integer', 'above zero', 'больше нуля'],
    [
      { pool: { kind: 'max', size: 2, strides: 0 } },
      'pool.strides',
      'a positive integer',
      'above zero',
      'больше нуля',
    ],
    [
      { mlpLayers: 3, mlpFilters: [20, 20] },
      'mlpFilters',
      'an array with one entry for each of mlpLayers',
      'here are 2',
      'а здесь 2',
    ],
    [{ batchNorm: { momentum: 1 } }, 'batchNorm', 'in [0, 1)', 'below 1', 'не включая 1'],
    [{ batchNorm: { epsilon: 0 } }, 'batchNorm', 'a positive number', 'above zero', 'больше нуля'],
  ])('%o', (part, field, rule, en, ru) => {
    expect(problemWith(1, part)).toEqual({
      block: 1,
      field,
      rule,
      en: expect.stringContaining(en) as string,
      ru: expect.stringContaining(ru) as string,
    });
  });

  test('a list that is too long', () => {
    const { field, en, ru } = problemWith(1, { mlpFilters: Array.from({ length: 101 }, () => 8) });
    expect([field, en, ru]).toEqual([
      'mlpFilters',
      expect.stringContaining('up to 100'),
      expect.stringContaining('до 100'),
    ]);
  });

  test('a window that does not fit is at its size, with both sizes', () => {
    // Block 3 gets maps of 2×2.
    const kernel = problemWith(2, { kernelSize: 9, padding: 'valid' });
    expect(kernel).toMatchObject({ block: 2, field: 'kernelSize', rule: 'a window that fits on its map' });
    expect([kernel.en, kernel.ru]).toEqual([
      expect.stringMatching(/9×9.*2×2/),
      expect.stringMatching(/9×9.*2×2/),
    ]);
    const pool = problemWith(0, { pool: { kind: 'average', size: 12 } });
    expect(pool).toMatchObject({ block: 0, field: 'pool.size' });
    expect(pool.ru).toMatch(/12×12.*11×11/);
  });

  test('of the input and of the whole', () => {
    const spec = (part: Partial<NinSpec>) => shownProblem(draftOf({ ...paperSpec, ...part }));
    expect(spec({ inputShape: [32, 0, 3] })).toMatchObject({
      block: undefined,
      field: 'inputShape',
      en: expect.stringContaining('above zero') as string,
      ru: expect.stringContaining('больше нуля') as string,
    });
    expect(spec({ inputShape: [32, 2_000_000, 3] }).ru).toContain('1 000 000');
    expect(spec({ blocks: [] })).toMatchObject({
      field: 'blocks',
      en: expect.stringContaining('at least one block') as string,
      ru: expect.stringContaining('хотя бы один блок') as string,
    });
    const deep = Array.from({ length: 30 }, () => ({ filters: 1, kernelSize: 1, mlpLayers: 100 }));
    expect(spec({ blocks: deep })).toMatchObject({
      field: 'blocks',
      rule: 'layers in all',
      en: expect.stringContaining('2,500') as string,
      ru: expect.stringMatching(/2\s500/) as string,
    });
  });

  test('of fields that only other kinds have', () => {
    const other = defineBlock({
      kind: 'other',
      description: '',
      fields: {
        pieces: integer(2, 9),
        share: positiveNumber(),
        isOn: boolean(),
        widths: positiveIntegers(8, 4),
      },
      build: () => [],
    });
    const { fields = [] } = blockForms([...builtinKinds, other]).get('other') ?? {};
    const right = { kind: 'other', pieces: 2, share: 1, isOn: true, widths: [1] };
    const said = (part: object) => {
      const spec = { inputShape: [8, 8, 3], blocks: [{ ...right, ...part }], head: 'globalAverage' };
      const [problem] = checkSpec(spec, { kinds: [other] });
      if (!problem) throw new Error('expected an impossible block');
      return Object.values(
        inBoth(
          problem,
          fields.find(({ path }) => path === problem.path[2]),
        ),
      );
    };
    expect(said({ pieces: 1 })).toEqual([
      'A whole number from 2 to 9, please.',
      'Нужно целое число от 2 до 9.',
    ]);
    expect(said({ share: -1 })).toEqual(['A number above zero, please.', 'Нужно число больше нуля.']);
    expect(said({ isOn: 1 })[1]).toContain('да');
    expect(said({ widths: [1, 1, 1, 1, 1] })[1]).toContain('до 4');
  });
});

describe.each(builtinKinds.map((kind: BlockKind) => ({ name: kind.kind, form: formOf(kind) })))(
  'in a block of kind $name',
  ({ name, form }) => {
    const typedIn = form.fields.filter(({ control }) => control === 'number' || control === 'list');
    test.each(typedIn.map(({ path }) => path))(
      'text in the number field %s is reported at the field, in words',
      (path) => {
        const blocks = [
          { kind: name, filters: 4, kernelSize: 3, pool: { kind: 'max', size: 2 } },
        ] as unknown as NinSpec['blocks'];
        const draft = draftOf({ inputShape: [32, 32, 3], blocks, head: 'globalAverage' });
        const { block, field, en, ru } = shownProblem(withTyped(draft, 0, path, 'x'));
        expect({ block, field }).toEqual({ block: 0, field: path });
        expect(en).toMatch(/please/);
        expect(ru).toMatch(/^Нуж/);
      },
    );
  },
);

test('what the page has no words for is left to the package', () => {
  const problem = { path: [], rule: 'blue', value: 'sky', message: 'the sky is falling', isWrongType: false };
  expect(problemText(problem, undefined)).toBeUndefined();
  expect(placed(problem, [])).toEqual({ problem, block: undefined, field: undefined });
});
