import { experimentJsonSchema } from '@nin/recipes';
import { Command } from 'commander';
import { UsageError } from '../failure';
import { useKinds } from '../kinds/used-kinds';
import { useOption } from '../options/shared-options';
import { settingList, type JsonSchema, type Setting } from '../options/setting-list';
import { print, printJson } from '../terminal/print';
import { exampleLines } from '../terminal/typed-command';

interface SettingsOptions {
  use?: string[];
  json?: boolean;
}

/** Returns `nin settings [PATH]`, which lists the fields of an experiment. */
export function settingsCommand(): Command {
  return new Command('settings')
    .description('List the fields of an experiment: paths for --set and --vary, types, defaults, meanings.')
    .argument('[path]', 'list only fields at and below this path')
    .addOption(useOption())
    .option('--json', 'print the JSON Schema of experiments')
    .addHelpText(
      'after',
      `
Fields of an optimizer, a schedule or a block depend on its kind. In network.blocks, N is the number of a block from 0,
or * for all blocks.
${exampleLines([
  ['settings schedule', 'the schedules'],
  ['settings network.blocks', 'the kinds of block'],
])}`,
    )
    .action(async (path: string | undefined, { use, json }: SettingsOptions) => {
      const { kinds } = await useKinds(use);
      const schema = experimentJsonSchema({ kinds });
      if (json) printJson(schema);
      else printSettings(settingList(schema as JsonSchema), path);
    });
}

function printSettings(all: readonly Setting[], path: string | undefined): void {
  const chosen = all.filter((setting) => path === undefined || isBelow(setting.path, path));
  if (chosen.length === 0)
    throw new UsageError(`PATH must be that of a field, got ${path}: nin settings lists all`);
  let condition: string | undefined;
  for (const setting of chosen) {
    if (setting.condition !== condition) {
      if (condition !== undefined || setting !== chosen[0]) print();
      if (setting.condition) print(`With ${setting.condition}:`);
    }
    condition = setting.condition;
    const standard = setting.default === undefined ? '' : `, default ${JSON.stringify(setting.default)}`;
    print(`${setting.path}  (${setting.type}${standard})`);
    if (setting.description) print(`    ${setting.description}`);
  }
}

function isBelow(path: string, top: string): boolean {
  const typed = top.replace(/^network\.blocks\.(\d+|\*)/, 'network.blocks.N');
  return path === typed || path.startsWith(`${typed}.`);
}
