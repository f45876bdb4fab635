import '@tensorflow/tfjs-layers';
import { selectBackend } from '@nin/backends';
import { expect, test } from 'vitest';
import { expectSameLosses, run, smallSpec, withoutDropout } from './run-training';

// The one look at GPUs that `npm test` takes. All else about them is in `*.full.*` and in what the tensor tests check on
// webgl and webgpu.
test.each(['webgl', 'webgpu'] as const)('a network trained on %s has the losses of cpu', async (backend) => {
  // Without dropout: its random numbers differ between backends.
  const network = withoutDropout(smallSpec);
  const options = { steps: 5, batchSize: 4, learningRate: 0.01 };
  await selectBackend(backend);
  const actual = await run(network, options);
  await selectBackend('cpu');
  const expected = await run(network, options);
  expect(expected.losses[4]).not.toBeCloseTo(expected.losses[0], 1);
  expectSameLosses(actual, expected);
});
