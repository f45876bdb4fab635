import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { seededRandom } from '@nin/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  d2lSpec,
  lectureSpec,
  modernSpec,
  nin,
  paperSpec,
  profile,
  tinySpec,
  withInputShape,
  withMlpLayers,
  withWidth,
  type BlockSpec,
  type NinSpec,
} from '../src/index';

beforeAll(() => tf.setBackend('cpu'));

/** A spec drawn from everything a spec can say, small enough to build. */
function randomSpec(seed: number): NinSpec {
  const random = seededRandom(seed);
  const upTo = (n: number) => Math.floor(random() * (n + 1));
  function pick<const T extends unknown[]>(...choices: T): T[number] {
    return choices[upTo(choices.length - 1)];
  }
  const block = (): BlockSpec => ({
    filters: 1 + upTo(7),
    kernelSize: 1 + upTo(3),
    strides: 1 + upTo(1),
    padding: pick('same', 'valid'),
    activation: pick('relu', 'tanh', 'linear'),
    outputActivation: pick('linear', 'elu'),
    batchNorm: pick(false, true, { momentum: 0.9 }),
    ...pick({ mlpLayers: upTo(3) }, { mlpFilters: [3, 5] }, { mlpFilters: 4, mlpLayers: 1 }),
    ...pick({}, { pool: { kind: pick('max', 'average'), size: 2, padding: pick('same', 'valid') } }),
    ...pick({}, { dropout: 0.5 }),
  });
  return {
    inputShape: [40 + upTo(9), 40 + upTo(9), 1 + upTo(3)],
    blocks: Array.from({ length: 1 + upTo(2) }, block),
    head: 'globalAverage',
  };
}

describe('a spec and its model', () => {
  const named: [string, NinSpec][] = [
    ['lectureSpec', lectureSpec],
    ['d2lSpec', d2lSpec],
    ['paperSpec', paperSpec],
    ['modernSpec', modernSpec],
    ['tinySpec', tinySpec],
    ['quarter of lectureSpec', withWidth(lectureSpec, 0.25)],
    ['paperSpec without 1×1 layers', withMlpLayers(paperSpec, 0)],
  ];
  const random = Array.from({ length: 30 }, (_, seed): [string, NinSpec] => [
    `random spec ${seed}`,
    randomSpec(seed),
  ]);

  test.each([...named, ...random])('cost the same: %s', (_name, spec) => {
    const model = nin(spec);
    const found = profile(model, { batchSize: 3 });
    expect(found).toEqual(profile(spec, { batchSize: 3 }));
    expect(found.totals.params).toBe(model.countParams());
    const trainable = model.trainableWeights.reduce(
      (sum, { shape }) => sum + tf.util.sizeFromShape(shape as number[]),
      0,
    );
    expect(found.totals.trainableParams).toBe(trainable);
    expect([null, ...(found.layers.at(-1)?.shape ?? [])]).toEqual(model.outputShape);
    model.dispose();
  });

  test('cost the same for another input shape', () => {
    const model = nin(withWidth(lectureSpec, 0.1));
    const at1024 = profile(model, { inputShape: [1024, 1024, 3] });
    expect(at1024).toEqual(profile(withInputShape(withWidth(lectureSpec, 0.1), [1024, 1024, 3])));
    model.dispose();
  });
});
