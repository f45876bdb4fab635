import type { AnySpec } from '@nin/blocks';
import { synthetic } from '@nin/cifar';
import { recipes, specs, type Data } from '@nin/recipes';
import { expect, test } from 'vitest';
import { experimentOf } from '../src/training/experiment';
import type { Run } from '../src/training/run-parts';

test("checkpoints of the lecture's network are recognized as before, when its name was seed", () => {
  const images = synthetic({ count: 4 });
  const data: Data = { title: 'synthetic images', synthetic: true, train: images, test: images };
  const spec: AnySpec = specs.lecture;
  const session = { spec } as Run['session'];
  const given = { ...recipes.lecture, data: 'synthetic', backend: 'auto', seed: 3 } as const;
  const settings = { spec: 'lecture', ...given } as const;
  const experiment = experimentOf({ settings, session, data });
  expect(JSON.parse(JSON.stringify(experiment))).toMatchObject({
    settings: { spec: 'seed', ...recipes.lecture, seed: 3 },
  });
});
