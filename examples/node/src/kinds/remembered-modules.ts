import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { shown } from '@nin/checks';
import type { InferOutput } from 'valibot';
import { reasonOf, UsageError, warn } from '../failure';
import { digest, fields, listOf, text } from '../runs/json-rules';
import { printNote } from '../terminal/print';
import { moduleDigest, moduleFile } from './module-file';
import { importKinds, joined, type KindModule, type UsedKinds } from './used-kinds';

/** A module as a folder remembers it. */
const rememberedModule = fields({
  /** The path from the folder, with slashes, or the name of a package. */
  module: text,
  /** The names of its kinds. */
  kinds: listOf(text),
  /** SHA-256 of the file; what it imports is not in it. */
  sha256: digest,
});

/** The rule for the modules that a file remembers. */
export const rememberedModules = listOf(rememberedModule);

type RememberedModule = InferOutput<typeof rememberedModule>;

/** Returns how the file at `path` remembers the modules that a command has used; undefined without modules. */
export function rememberModules(path: string, { modules }: UsedKinds): RememberedModule[] | undefined {
  if (modules.length === 0) return undefined;
  return modules.map(({ packageName, path: file, kinds, sha256 }) => ({
    module: packageName ?? pathFrom(dirname(path), file),
    kinds: kinds.map(({ kind }) => kind),
    sha256,
  }));
}

/**
 * Loads the modules that the file at `path` remembers. One whose kinds are all in a module that `--use` names is not loaded; a
 * warning says if the named module differs.
 *
 * A module is code, and the file may be third-party: each module is named before it runs, and does not run if it has changed.
 *
 * @param given the modules that `--use` names.
 * @throws UsageError in one line if a module is missing, or has changed.
 */
export async function useRemembered(
  path: string,
  given: UsedKinds,
  remembered: readonly RememberedModule[] = [],
): Promise<UsedKinds> {
  const modules = [...given.modules];
  for (const one of remembered) {
    const instead = given.modules.find((module) => lostKinds(one, module).length === 0);
    if (!instead) modules.push(await rememberedKinds(path, one));
    else if (instead.sha256 !== one.sha256) {
      warn(`${instead.path} is not what ${path} was written with: results may differ`);
    }
  }
  return joined(modules);
}

async function rememberedKinds(path: string, remembered: RememberedModule): Promise<KindModule> {
  const { module: name } = remembered;
  const where = `${path}: use ${name}`;
  let module: KindModule;
  try {
    const file = fileOf(where, name, dirname(path));
    await requireUnchanged(where, file.path, remembered);
    printNote(`Running the code of ${file.path}, which ${path} names`);
    module = await importKinds(where, file);
  } catch (error) {
    throw new UsageError(`${reasonOf(error)}; --use names the module that has ${listed(remembered.kinds)}`, {
      cause: error,
    });
  }
  const lost = lostKinds(remembered, module);
  if (lost.length === 0) return module;
  throw new UsageError(
    `${where} must still have ${listed(lost)}, got ${listed(module.kinds.map(({ kind }) => kind))} in ${module.path}; --use names the module that has ${listed(lost)}`,
  );
}

async function requireUnchanged(where: string, path: string, { sha256 }: RememberedModule): Promise<void> {
  const found = await moduleDigest(where, path);
  if (found === sha256) return;
  throw new UsageError(`${where} must be as it was, with the SHA-256 ${sha256}, got ${found} of ${path}`);
}

/** A file's path is relative to the folder; a package may be that of the folder or of the working directory. */
function fileOf(where: string, name: string, folder: string) {
  try {
    return moduleFile(where, name, folder);
  } catch (error) {
    if (name.startsWith('.') || isAbsolute(name)) throw error;
    return moduleFile(where, name, process.cwd());
  }
}

function lostKinds({ kinds }: RememberedModule, module: KindModule): string[] {
  return kinds.filter((name) => !module.kinds.some(({ kind }) => kind === name));
}

function listed(kinds: readonly string[]): string {
  return `the ${kinds.length === 1 ? 'kind' : 'kinds'} ${kinds.map(shown).join(', ')}`;
}

function pathFrom(folder: string, file: string): string {
  const path = relative(resolve(folder), file).replaceAll('\\', '/');
  return path.startsWith('.') || isAbsolute(path) ? path : `./${path}`;
}
