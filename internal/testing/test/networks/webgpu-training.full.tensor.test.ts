import '@tensorflow/tfjs-layers';
import { selectBackend } from '@nin/backends';
import { beforeEach, describe, expect, test } from 'vitest';
import { expectSameLosses, run, smallSpec, withoutDropout } from './run-training';

describe('a network that is trained on webgpu', () => {
  beforeEach(() => selectBackend('webgpu'));

  test('for 20 steps has the losses it has on the stock cpu backend', async () => {
    // Without dropout: its random numbers differ between backends.
    const network = withoutDropout(smallSpec);
    const options = { steps: 20, batchSize: 4, learningRate: 0.01 };
    const ours = await run(network, options);
    await selectBackend('cpu');
    const stock = await run(network, options);
    expect(Math.abs(stock.losses[19] / stock.losses[0] - 1)).toBeGreaterThan(0.02);
    expectSameLosses(ours, stock);
  });

  test('twice from one seed for 50 steps has the same weights, to the last bit', async () => {
    const first = await run(smallSpec, { steps: 50, batchSize: 4 });
    const second = await run(smallSpec, { steps: 50, batchSize: 4 });
    expect(second).toEqual(first);
  });
});
