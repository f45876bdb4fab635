import { layerShapes } from '@nin/blocks';
import { Command } from 'commander';
import type { SpecName } from '@nin/recipes';
import { useKinds } from '../kinds/used-kinds';
import { inputOption, namedNetwork, specOption, useOption } from '../options/shared-options';
import { print } from '../terminal/print';
import { exampleLines } from '../terminal/typed-command';

interface ShapesOptions {
  spec: SpecName;
  use?: string[];
  input?: [number, number, number];
}

/** Returns `nin shapes`, which prints the output shape of each block without running it. */
export function shapesCommand(): Command {
  const command = new Command('shapes');
  return command
    .description('Print the output shape of each block, pooling, dropout and the head.')
    .argument('[file]', 'a network or an experiment as JSON, instead of --spec')
    .addOption(specOption())
    .addOption(useOption())
    .addOption(inputOption())
    .addHelpText(
      'after',
      `
Only sizes are computed, so large images cost nothing:
${exampleLines([['shapes --spec lecture --input 1024x1024x3']])}`,
    )
    .action((file: string | undefined, options: ShapesOptions) => printShapes(command, file, options));
}

async function printShapes(
  command: Command,
  file: string | undefined,
  { spec: name, use, input }: ShapesOptions,
): Promise<void> {
  const { kinds } = await useKinds(use);
  const spec = await namedNetwork(command, file, name, kinds);
  const shapes = layerShapes(spec, input ?? spec.inputShape, { kinds });
  const widest = Math.max(...shapes.map((row) => row.name.length));
  const kind = Math.max(...shapes.map((row) => row.kind.length));
  for (const row of shapes) {
    print(`${row.name.padEnd(widest)}  ${row.kind.padEnd(kind)}  (${[1, ...row.shape].join(', ')})`);
  }
}
