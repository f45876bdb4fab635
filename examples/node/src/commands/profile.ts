import { formatProfile, profile, withInputShape } from '@nin/blocks';
import { Command, Option } from 'commander';
import { specs, withOneByOneLayers, type SpecName } from 'nin-run';
import { nonNegativeInteger, positiveInteger } from '../options/parse';
import { inputOption, specOption } from '../options/specs';
import { upperEnds } from '../options/upper-ends';
import { printJson, printLines } from '../terminal/print';

interface ProfileOptions {
  spec: SpecName;
  input?: [number, number, number];
  batchSize: number;
  mlpLayers?: number;
  json?: boolean;
}

/** `nin profile`: parameters, MACs and memory, layer by layer. */
export function profileCommand(): Command {
  return new Command('profile')
    .description('Count parameters, multiply-accumulates (MACs) and memory, layer by layer.')
    .addOption(specOption())
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
    .action((options: ProfileOptions) => printProfile(options));
}

function printProfile({ spec: name, input, batchSize, mlpLayers, json }: ProfileOptions): void {
  const shaped = input ? withInputShape(specs[name], input) : specs[name];
  const result = profile(withOneByOneLayers(shaped, mlpLayers), { batchSize });
  if (json) printJson(result);
  else printLines(formatProfile(result));
}
