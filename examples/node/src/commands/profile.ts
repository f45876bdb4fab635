import { formatProfile, profile, withInputShape } from '@nin/blocks';
import { Command, Option } from 'commander';
import { withOneByOneLayers, type SpecName } from '@nin/recipes';
import { useKinds } from '../kinds/used-kinds';
import { namedNetwork } from '../options/network';
import { nonNegativeInteger, positiveInteger } from '../options/parse';
import { inputOption, specOption } from '../options/specs';
import { upperEnds } from '../options/upper-ends';
import { useOption } from '../options/use';
import { printJson, printLines } from '../terminal/print';

interface ProfileOptions {
  spec: SpecName;
  use?: string[];
  input?: [number, number, number];
  batchSize: number;
  mlpLayers?: number;
  json?: boolean;
}

/** `nin profile`: parameters, MACs and memory, layer by layer. */
export function profileCommand(): Command {
  const command = new Command('profile');
  return command
    .description('Count parameters, multiply-accumulates (MACs) and memory, layer by layer.')
    .argument('[file]', 'a network as JSON (a NinSpec), in place of --spec')
    .addOption(specOption())
    .addOption(useOption())
    .addOption(inputOption())
    .addOption(
      new Option('--batch-size <n>', 'images at a time, for the memory of training')
        .argParser(positiveInteger(upperEnds.batchSize))
        .default(1),
    )
    .addOption(
      new Option('--mlp-layers <n>', '1×1 layers in each block (default: as the network has)').argParser(
        nonNegativeInteger(upperEnds.mlpLayers),
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
  const result = profile(withOneByOneLayers(shaped, mlpLayers, kinds), { batchSize, kinds });
  if (json) printJson(result);
  else printLines(formatProfile(result));
}
