import { startContender } from '../contenders/start-contender';
import type { DetailsJob } from '../plan/job';
import { networks } from '../plan/networks';
import { betweenProducts } from './between-products';
import { startKernelClock } from './kernel-clock';
import { measureLayers } from './measure-layers';
import type { Details } from './measurement';
import { takeSamples } from './take-samples';

/** Times our layers one by one, then our steps in and outside kernels. */
export async function measureDetails({ network, batchSize, steps, layers }: DetailsJob): Promise<Details> {
  const { spec } = networks[network];
  const contender = await startContender('ours-N', spec, batchSize);
  // The kernels of wasm are synchronous, so nothing is read back.
  const measured = await betweenProducts(contender, () =>
    measureLayers(spec, batchSize, (run) => takeSamples(() => run().dispose(), layers)),
  );

  // Only now, as the clock stays: layers and products are timed without it.
  const clock = startKernelClock('wasm');
  await takeSamples(contender.step, { ...steps, atLeast: 0, seconds: 0 });
  clock.lap();
  clock.reset();
  const inKernels: number[] = [];
  const milliseconds = await takeSamples(
    async () => {
      await contender.step();
      inKernels.push(clock.lap());
    },
    { ...steps, warmUp: 0 },
  );
  return {
    threads: contender.threads,
    layers: measured.result,
    product: measured.product,
    clockedSteps: milliseconds.map((step, i) => ({ milliseconds: step, inKernels: inKernels[i] })),
    kernels: clock.kernels(milliseconds.length),
  };
}
