import { builtinKinds, layerShapes, type BlockKind } from '@nin/blocks';
import { expect, test } from 'vitest';
import { fitToClasses } from '../src/experiment/fit-to-classes';
import { recipes, type Recipe } from '../src/recipes';

const kinds: readonly BlockKind[] = builtinKinds;

/** Channels after the last layer. */
function outputs({ experiment }: Pick<Recipe, 'experiment'>, classes: number): number | undefined {
  const { network } = fitToClasses(experiment, classes, { kinds });
  return layerShapes(network, network.inputShape, { kinds }).at(-1)?.shape.at(-1);
}

test('a network with too few outputs gets one per class', () => {
  for (const name of ['tiny', 'modern', 'paper'] as const) {
    expect(outputs(recipes[name], 10)).toBe(10);
    expect(outputs(recipes[name], 100)).toBe(100);
  }
});

test("the lecture's keeps its 20 as long as they are enough", () => {
  expect(fitToClasses(recipes.lecture.experiment, 10)).toBe(recipes.lecture.experiment);
  expect(outputs(recipes.lecture, 20)).toBe(20);
  expect(outputs(recipes.lecture, 21)).toBe(21);
});
