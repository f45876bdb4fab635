import { builtinKinds, layerShapes, type AnySpec, type BlockKind } from '@nin/blocks';
import { expect, test } from 'vitest';
import { networkSpec } from '../src/network';
import { recipes } from '../src/recipes';
import { specs, trainableSpecs } from '../src/specs';

/** Any kind: what is read from a file may have it. */
const kinds: readonly BlockKind[] = builtinKinds;

/** The length of what comes out of the network in the end. */
function outputs(spec: AnySpec): number | undefined {
  return layerShapes(spec, spec.inputShape, { kinds }).at(-1)?.shape.at(-1);
}

test('a network has as many outputs as there are classes', () => {
  for (const spec of ['tiny', 'modern', 'paper'] as const) {
    expect(outputs(networkSpec({ spec }, 10))).toBe(10);
    expect(outputs(networkSpec({ spec }, 100))).toBe(100);
  }
});

test("the lecture's keeps its 20 as long as they are enough", () => {
  expect(networkSpec({ spec: 'lecture' }, 10)).toBe(specs.lecture);
  expect(outputs(networkSpec({ spec: 'lecture' }, 20))).toBe(20);
  expect(outputs(networkSpec({ spec: 'lecture' }, 21))).toBe(21);
});

test('each network that can be trained has a recipe and takes 32×32 images', () => {
  expect(Object.keys(recipes)).toEqual([...trainableSpecs]);
  for (const name of trainableSpecs) expect(specs[name].inputShape).toEqual([32, 32, 3]);
});
