import { builtinKinds, checkSpec, defineBlock, type BlockKind } from '@nin/blocks';
import { boolean, integer, object, oneOf, positiveIntegers, positiveNumber } from '@nin/blocks/fields';
import { layers } from '@tensorflow/tfjs-layers';
import { describe, expect, test } from 'vitest';
import { blockForms, formOf } from '../../src/network/block-forms';
import { withTyped } from '../../src/network/draft-edits';
import { draftOf, fieldText, formOfDraft, specOf } from '../../src/network/network-draft';

const pool = ['pool.kind', 'pool.size', 'pool.strides', 'pool.padding'];

describe.each(builtinKinds.map((kind: BlockKind) => ({ name: kind.kind, kind })))(
  'the form of $name',
  ({ kind }) => {
    const form = formOf(kind);
    /** A block with the required fields only. */
    const block = {
      kind: kind.kind,
      ...Object.fromEntries(
        form.fields
          .filter((field) => field.isRequired && !field.path.includes('.'))
          .map(({ path }) => [path, 4]),
      ),
    };
    const draft = draftOf({ inputShape: [32, 32, 3], blocks: [block as never], head: 'globalAverage' });

    test('has one control for each field', () => {
      expect(form.kind).toBe(kind.kind);
      expect(form.about).toBe(kind.description);
      const paths = form.fields.map(({ path }) => path);
      expect(paths.toSorted()).toEqual(['kind', ...Object.keys(kind.fields), ...pool, 'dropout'].toSorted());
      expect(form.fields.filter(({ control }) => control === 'json')).toEqual([]);
    });

    test('holds a block that is possible, and every choice is one', () => {
      expect(checkSpec(specOf(draft))).toEqual([]);
      expect(specOf(draft).blocks).toEqual([block]);
      for (const { path, choices = [] } of form.fields.filter((field) => field.path !== 'kind')) {
        for (const choice of choices) {
          const spec = specOf(withTyped(draft, 0, path, choice));
          expect(checkSpec(spec)).toEqual([]);
        }
      }
    });

    test('gets the fields of every other kind that it has too', () => {
      for (const other of builtinKinds.map((one: BlockKind) => one.kind)) {
        const there = withTyped(withTyped(draft, 0, 'dropout', '0.25'), 0, 'kind', other);
        const [changed] = there.blocks;
        if (!changed) throw new Error('the block is gone');
        const shared = formOfDraft(changed).fields.filter(({ path }) => path in block && path !== 'kind');
        expect(shared.map((field) => fieldText(changed, field))).toEqual(shared.map(() => '4'));
        expect(specOf(there).blocks[0]).toMatchObject({ kind: other, dropout: 0.25 });
        expect(specOf(withTyped(there, 0, 'kind', kind.kind)).blocks[0]).toEqual({ ...block, dropout: 0.25 });
      }
    });
  },
);

test('a field of any type has a control', () => {
  const odd = defineBlock({
    kind: 'odd',
    description: 'Of all types.',
    fields: {
      share: positiveNumber(),
      pieces: integer(2, 9),
      mode: oneOf(['a', 'b']),
      isOn: boolean(),
      widths: positiveIntegers(8, 4),
      weights: object({ first: positiveNumber() }),
    },
    build: () => [layers.activation({ activation: 'relu' })],
  });
  const fields = blockForms([...builtinKinds, odd]).get('odd')?.fields ?? [];
  expect(fields.filter(({ path }) => path in odd.fields)).toMatchObject([
    { path: 'share', control: 'number', isWhole: false, isRequired: true },
    { path: 'pieces', control: 'number', isWhole: true, least: 2, most: 9 },
    { path: 'mode', control: 'choice', choices: ['a', 'b'] },
    { path: 'isOn', control: 'switch' },
    { path: 'widths', control: 'list', most: 8, longest: 4 },
    { path: 'weights', control: 'json' },
  ]);
});

test('a block without a kind has the form of the kind that need not be named, and stays without', () => {
  const draft = draftOf({
    inputShape: [8, 8, 3],
    blocks: [{ filters: 4, kernelSize: 3 }],
    head: 'globalAverage',
  });
  const kind = formOf({}).kind;
  expect(builtinKinds.map((one: BlockKind) => one.kind)).toContain(kind);
  expect(specOf(withTyped(draft, 0, 'kind', kind)).blocks).toEqual([{ filters: 4, kernelSize: 3 }]);
});
