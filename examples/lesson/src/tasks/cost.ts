import { profile, type NinBlock, type NinSpec } from '@nin/blocks';
import { bytes, count } from '../formats';
import type { Page } from '../page';

/** Task 3: count parameters, multiplications and memory, at 32×32. */
export function costTask(page: Page, spec: NinSpec): void {
  page.print('', 'Task 3. Count.', '');
  const { layers, totals, trainingMemory: memory } = profile(spec, { batchSize: 128 });
  const rows = [
    ['trainable parameters', count(totals.trainableParams)],
    ['multiplications for one image', count(totals.macs)],
    ['memory of the weights', bytes(memory.weights)],
    ["… with gradients and AdamW's two moments", bytes(memory.weights + memory.gradients + memory.optimizer)],
    ['memory of what the layers give, one image', bytes(totals.activationBytes)],
    ['… 128 images', bytes(memory.activations)],
    ['all of it, to train in batches of 128', bytes(memory.total)],
  ] as const;
  for (const [what, figure] of rows) page.print(`${what.padEnd(42)}${figure.padStart(14)}`);

  // The lecture's blocks, changed by the options of the lesson, are all of kind nin.
  const [block] = spec.blocks as readonly NinBlock[];
  const [convolution] = layers;
  if (!block || !convolution) return;
  const { filters, kernelSize: k } = block;
  const { shape, params, macs } = convolution;
  const [height, width] = shape;
  page.print(
    '',
    `By hand, for the first convolution: ${filters} filters of ${k}×${k} taps and 3 channels, at ${height}×${width} places.`,
  );
  page.print(`  parameters       (${k}·${k}·3 + 1) · ${filters} = ${count(params)}`);
  page.print(`  multiplications  ${height}·${width} · ${k}·${k}·3 · ${filters} = ${count(macs)}`);
}
