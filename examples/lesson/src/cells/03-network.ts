import { layerShapes, profile, type NinSpec } from '@nin/blocks';
import { bytes, shapeText } from '../formats';
import type { LessonSettings } from '../lesson-settings';
import type { Page } from '../page';

/** The network's output shapes, computed and not run. */
export function networkCell(
  page: Page,
  spec: NinSpec,
  { shapesAt: size, block2Filters, outputs }: LessonSettings,
): void {
  page.heading('The network, and the shape behind every part', 'src/cells/03-network.ts');
  const inputShape = [size, size, 3];
  const rows = layerShapes(spec, inputShape);
  for (const { kind, shape } of rows) {
    // The lecture's block is a Sequential inside a Sequential.
    const name = kind === 'NinBlock' ? 'Sequential' : kind;
    page.print(`${name} output shape:\t ${shapeText([1, ...shape])}`);
  }

  const [convolved = 0, pooled] = rows.map(({ shape: [height = 0] }) => height);
  page.print('', 'How to work them out:');
  page.print(`  convolution, padding 'same':  ⌈size / strides⌉ = ⌈${size} / 3⌉ = ${convolved}`);
  page.print(
    `  pooling, no padding:          ⌊(size − window) / strides⌋ + 1 = ⌊(${convolved} − 3) / 2⌋ + 1 = ${pooled}`,
  );
  page.print('  the last pooling:             the mean of each channel, so one number for each output');
  const { activationBytes } = profile(spec, { inputShape }).totals;
  page.print(
    `No tensor was made for this. Run for one such image, the layers would fill ${bytes(activationBytes)}.`,
  );

  page.oddity('shapes for 1024×1024, training at 32×32', {
    name: '--shapes-at',
    value: size,
    odd: 1024,
    plain: 32,
  });
  page.oddity('756 filters in block 2, where 768 would be twice 384', {
    name: '--block2-filters',
    value: block2Filters,
    odd: 756,
    plain: 768,
  });
  page.oddity('20 outputs for ten classes; ten of them are never right', {
    name: '--outputs',
    value: outputs,
    odd: 20,
    plain: 10,
  });
}
