import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { builtinKinds, defineBlock } from '@nin/blocks';
import { shown } from '@nin/checks';
import { makeFolder } from '@nin/durable-files';
import { Command } from 'commander';
import { reasonOf, UsageError } from '../failure';
import { newBlockFiles, shortPath, type NewBlockOptions } from '../new-block/new-block-files';
import { print } from '../terminal/print';

/** Returns `nin new-block NAME`, which writes the file of a new kind of block and its test. */
export function newBlockCommand(): Command {
  return new Command('new-block')
    .description('Write a new kind of block and its test, from a template that works as it is.')
    .argument('<name>', 'the name of the kind: lowercase letters, digits and hyphens, such as my-block')
    .option('--dir <dir>', 'folder for the two files (default: this one; in the repository packages/blocks)')
    .option('--ts', 'write TypeScript (default: where there is a tsconfig.json)')
    .action((name: string, options: NewBlockOptions) => writeNewBlock(name, options));
}

async function writeNewBlock(name: string, options: NewBlockOptions): Promise<void> {
  requireNewName(name);
  const { files, next } = newBlockFiles(name, options);
  const there = Object.keys(files).find((path) => existsSync(path));
  if (there !== undefined) throw new UsageError(`${there} exists already: nothing was written`);
  for (const [path, text] of Object.entries(files)) await writeNew(path, text);
  for (const line of next) print(line);
}

/** Throws a UsageError unless the name is valid for `defineBlock`, and not that of a built-in kind. */
function requireNewName(name: string): void {
  try {
    defineBlock({ kind: name, description: '', fields: {}, build: () => [] });
  } catch (error) {
    throw new UsageError(reasonOf(error).replace('defineBlock: kind', 'NAME'));
  }
  if (builtinKinds.some(({ kind }) => kind === name)) {
    throw new UsageError(`NAME must be a name that no kind of @nin/blocks has, got ${shown(name)}`);
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await makeFolder(dirname(path));
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${reasonOf(error)}`);
  }
  print(`Wrote ${shortPath(path)}`);
}
