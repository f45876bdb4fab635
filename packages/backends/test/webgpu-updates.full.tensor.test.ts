import { test } from 'vitest';
import { adamWCases, checkAdamW, checkSgd, sgdCases } from './check-updates';
import { describeOnWebgpu, expectNoGpuLeak } from './on-webgpu';

/** Multiples of four and others, each with more than one workgroup. */
const sizes = [1, 4, 5, 256, 257, 1001, 1004];

describeOnWebgpu('updates of optimizers', () => {
  test.each(adamWCases)('AdamW with $beta1, $beta2, ε $epsilon, keepRate $keepRate', async (attributes) => {
    for (const size of sizes) await expectNoGpuLeak(() => checkAdamW(size, attributes));
  });

  test.each(sgdCases)(
    'SGD with momentum $momentum, Nesterov $nesterov, keeping $keepRate',
    async (attributes) => {
      for (const size of sizes) await expectNoGpuLeak(() => checkSgd(size, attributes, true));
    },
  );

  test('SGD without velocity', async () => {
    const attributes = { learningRate: 0.5, momentum: 0, nesterov: false, keepRate: 0.75 };
    for (const size of sizes) await expectNoGpuLeak(() => checkSgd(size, attributes, false));
  });
});
