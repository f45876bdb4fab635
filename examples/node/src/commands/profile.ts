import { formatProfile, profile, withInputShape, withMlpLayers } from '@nin/blocks';
import { Command, Option } from 'commander';
import { limits, type SpecName } from '@nin/recipes';
import { useKinds } from '../kinds/used-kinds';
import { nonNegativeInteger, positiveInteger } from '../options/parse';
import { inputOption, namedNetwork, specOption, useOption } from '../options/shared-options';
import { printJson, printLines } from '../terminal/print';

/** The most 1×1 layers that a block may have. */
const mostMlpLayers = 100;

interface ProfileOptions {
  spec: SpecName;
  use?: string[];
  input?: [number, number, number];
  batchSize: number;
  mlpLayers?: number;
  json?: boolean;
}

/** Returns `nin profile`, which prints parameters, MACs and memory, layer by layer. */
export function profileCommand(): Command {
  const command = new Command('profile');
  return command
    .description('Count parameters, multiply-accumulates (MACs) and memory, layer by layer.')
    .argument('[file]', 'a network or an experiment as JSON, instead of --spec')
    .addOption(specOption())
    .addOption(useOption())
    .addOption(inputOption())
    .addOption(
      new Option('--batch-size <n>', 'images per step, for the memory of training')
        .argParser(positiveInteger(limits.batchSize))
        .default(1),
    )
    .addOption(
      new Option('--mlp-layers <n>', '1×1 layers in each block (default: as the network has)').argParser(
        nonNegativeInteger(mostMlpLayers),
      ),
    )
    .option('--json', 'print the whole profile as JSON')
    .action((file: string | undefined, options: ProfileOptions) => printProfile(command, file, options));
}

async function printProfile(
  command: Command,
  file: string | undefined,
  { spec: name, use, input, batchSize, mlpLayers, json }: ProfileOptions,
): Promise<void> {
  const { kinds } = await useKinds(use);
  const spec = await namedNetwork(command, file, name, kinds);
  const shaped = input ? withInputShape(spec, input, { kinds }) : spec;
  const layered = mlpLayers === undefined ? shaped : withMlpLayers(shaped, mlpLayers, { kinds });
  const result = profile(layered, { batchSize, kinds });
  if (json) printJson(result);
  else printLines(formatProfile(result));
}
