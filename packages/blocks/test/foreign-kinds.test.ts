import { layers } from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { channels } from '../src/fields/index';
import {
  builtinKinds,
  checkSpec,
  defineBlock,
  describeDiagram,
  diagram,
  layerShapes,
  profile,
  type BlockDefinition,
  type BlockKind,
  type NinSpec,
} from '../src/index';

/*
 * Kinds of other packages can be wrong, and are not under our control: what is wrong is a problem with its place and reason, never
 * a wrong answer or an error from deep inside.
 */

const conv = (
  name: string | undefined,
  filters: number,
  padding: 'same' | 'valid' = 'same',
  kernelSize = 3,
) => layers.conv2d({ name, filters, kernelSize, padding });

/** A kind with one field, `filters`, that is a convolution, but for what is given. */
function kindOf(parts: Partial<BlockDefinition<string, v.ObjectEntries>>): BlockKind {
  return defineBlock({
    kind: 'foreign',
    description: 'A block of another package.',
    fields: { filters: channels() },
    build: ({ filters }, { name }) => conv(name('conv'), Number(filters)),
    ...parts,
  });
}

/** A network of one block of the kind `foreign`. */
function network(block: object = {}): NinSpec<{ kind: string; filters: number }> {
  return {
    inputShape: [8, 8, 3],
    blocks: [{ kind: 'foreign', filters: 4, ...block }],
    head: 'globalAverage',
  };
}

const messagesOf = (kind: BlockKind, block?: object) =>
  checkSpec(network(block), { kinds: [kind] }).map(({ path, message }) => [path.join('.'), message]);

describe('a kind that throws is a problem of its block', () => {
  test('check throws or returns an invalid problem', () => {
    const throwing = kindOf({
      check: () => {
        throw new RangeError('filters are odd');
      },
    });
    expect(messagesOf(throwing)).toEqual([['blocks.0', 'block 1: filters are odd']]);
    expect(messagesOf(kindOf({ check: () => true as never }))).toEqual([
      ['blocks.0', "block 1: check of kind 'foreign' must return { field, rule } or undefined, got true"],
    ]);
    const rule = 'an even number';
    expect(messagesOf(kindOf({ check: () => ({ field: 'filters', rule }) }))).toEqual([
      ['blocks.0.filters', 'block 1: filters must be an even number, got 4'],
    ]);
  });

  test('build does not return a map', () => {
    const flat = kindOf({
      build: ({ filters }) => [layers.flatten(), layers.dense({ units: Number(filters) })],
    });
    expect(messagesOf(flat)).toEqual([
      ['blocks.0', "block 1: build of kind 'foreign' must give [height, width, channels], got 4"],
    ]);
    expect(messagesOf(kindOf({ build: () => Promise.resolve([]) as never }))[0]?.[1]).toMatch(
      /^block 1: build of kind 'foreign' must return layers of the same copy/,
    );
  });

  test('branches of different shapes are reported before anything is built', () => {
    // 8×8 and 6×6: TensorFlow.js computes the shape 8×8×8 of their concatenation, and refuses it when it is built.
    const inception = kindOf({
      build: (_, { name }) => ({
        branches: [conv(name('a'), 4), conv(name('b'), 4, 'valid')],
        merge: layers.concatenate({ name: name('both') }),
      }),
    });
    const [[path, message] = []] = messagesOf(inception);
    expect(path).toBe('blocks.0');
    expect(message).toMatch(/^block 1: .*matching shapes/);
    expect(() => layerShapes(network(), undefined, { kinds: [inception] })).toThrow(
      /^layerShapes: block 1: /,
    );
  });

  test('a pooling inside a block that is larger than its map is reported as a pooling', () => {
    const pooled = kindOf({
      fields: { filters: channels(), kernelSize: channels() },
      build: ({ filters }, { name }) => [
        conv(name('conv'), Number(filters)),
        layers.maxPooling2d({ name: name('pool'), poolSize: 9 }),
      ],
    });
    expect(messagesOf(pooled, { kernelSize: 1 })).toEqual([
      [
        'blocks.0',
        'block 1: a pooling of 9×9 without padding must have a map of at least that size, got 8×8',
      ],
    ]);
  });
});

test('a layer that contains layers is refused: its weights would count as 0', () => {
  class Composite extends layers.Layer {
    static className = 'Composite';
    private readonly inner = [conv(undefined, 4)];
    override build(shape: number[]) {
      this.inner[0]?.build(shape);
      super.build(shape);
    }
  }
  const kinds = [kindOf({ build: (_, { name }) => new Composite({ name: name('inside') }) })];
  expect(() => profile({ ...network(), inputShape: [8, 8, 3] }, { kinds })).toThrow(
    'profile: layer block1/inside (Composite) contains another layer',
  );
});

test('invalid kinds and definitions', () => {
  const broken = { kind: 'x', fields: null, build: () => [] };
  expect(() => checkSpec(network(), { kinds: [broken as never] })).toThrow(
    'checkSpec: kinds must be what defineBlock returns, got ',
  );
  // Its check would end after the answer is given: the field would be undefined.
  const late = v.pipeAsync(
    v.number(),
    v.checkAsync(() => Promise.resolve(true)),
  );
  expect(() => kindOf({ fields: { filters: late as never } })).toThrow(
    'defineBlock: foreign: fields.filters must be a schema of valibot that is not async, got ',
  );
});

describe('names on Object.prototype', () => {
  test.each(['__proto__', 'constructor', 'toString'])('%s is not a kind or a field', (name) => {
    const { blocks } = network();
    const asKind = checkSpec({ ...network(), blocks: [{ ...blocks[0], kind: name }] });
    expect(asKind.map(({ path }) => path)).toEqual([['blocks', 0, 'kind']]);
    const text = JSON.stringify(network({ field: 1 })).replace('"field"', JSON.stringify(name));
    const asField = checkSpec(JSON.parse(text), { kinds: [kindOf({})] });
    expect(asField.map(({ path }) => path)).toEqual([['blocks', 0, name]]);
  });
});

describe('the diagram', () => {
  test('shows an activation before the first layer, and activations of other classes', () => {
    const preActivated = kindOf({
      build: ({ filters }, { name }) => [
        layers.batchNormalization({ name: name('bn') }),
        layers.activation({ name: name('relu'), activation: 'relu' }),
        conv(name('conv'), Number(filters)),
        layers.leakyReLU({ name: name('leaky') }),
      ],
    });
    const stage = describeDiagram(network(), { kinds: [preActivated] }).stages[1];
    expect(stage).toMatchObject({ batchNorm: true, activation: 'relu' });
    expect(stage?.steps).toMatchObject([
      { layer: 'Activation', role: 'other', activation: undefined },
      { layer: 'Conv2D', activation: 'LeakyReLU' },
    ]);
  });

  test('refuses invalid words', () => {
    const spec = network();
    const kinds = [...builtinKinds, kindOf({})];
    expect(() => diagram(spec, { kinds, words: { title: 'Block' as never } })).toThrow(
      "diagram: words.title must be a function, got 'Block'",
    );
    expect(() => diagram(spec, { kinds, words: { gives: 5 as never } })).toThrow(
      'diagram: words.gives must be a string, got 5',
    );
    expect(diagram(spec, { kinds, words: { title: undefined } })).toContain('Block 1');
  });
});
