import { layerShapes } from '@nin/blocks';
import { Command } from 'commander';
import { specs, type SpecName } from 'nin-run';
import { inputOption, specOption } from '../options/specs';
import { print } from '../terminal/print';
import { exampleLines } from '../terminal/typed-command';

interface ShapesOptions {
  spec: SpecName;
  input?: [number, number, number];
}

/** `nin shapes`: the output shape of every block, computed, not run. */
export function shapesCommand(): Command {
  return new Command('shapes')
    .description('Print the output shape of each block, pooling, dropout and the head.')
    .addOption(specOption())
    .addOption(inputOption())
    .addHelpText(
      'after',
      `
Nothing is allocated and nothing is computed but sizes, so large images cost nothing:
${exampleLines([['shapes --spec lecture --input 1024x1024x3']])}`,
    )
    .action((options: ShapesOptions) => printShapes(options));
}

function printShapes({ spec: name, input }: ShapesOptions): void {
  const spec = specs[name];
  const shapes = layerShapes(spec, input ?? spec.inputShape);
  const widest = Math.max(...shapes.map((row) => row.name.length));
  const kind = Math.max(...shapes.map((row) => row.kind.length));
  for (const row of shapes) {
    print(`${row.name.padEnd(widest)}  ${row.kind.padEnd(kind)}  (${[1, ...row.shape].join(', ')})`);
  }
}
