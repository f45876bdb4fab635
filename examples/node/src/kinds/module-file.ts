import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { shown } from '@nin/checks';
import { reasonOf, UsageError } from '../failure';

/** A module that was named. */
export interface ModuleFile {
  /** Absolute path of the file. */
  path: string;
  /** The name of the package; undefined for a file. */
  packageName: string | undefined;
}

/**
 * Finds a module: a file, or else a package that is installed in the folder or in one above it.
 *
 * @param name a path, relative to the folder, or the name of a package.
 * @throws UsageError in one line if neither exists.
 */
export function moduleFile(where: string, name: string, folder: string): ModuleFile {
  const path = resolve(folder, name);
  if (isFile(path)) return { path, packageName: undefined };
  const isPath = isAbsolute(name) || /^\.{1,2}([\\/]|$)/.test(name) || /\.[cm]?[jt]s$/.test(name);
  const found = isPath ? undefined : packageFile(name, folder);
  // Built-in modules of Node are found too, and have no file.
  if (found !== undefined && isFile(found)) return { path: found, packageName: name };
  throw new UsageError(
    isPath
      ? `${where} must name a file that is there, got ${shown(name)}: there is no file ${path}`
      : `${where} must name a file or an installed package, got ${shown(name)}: there is no file ${path} and no such package`,
  );
}

/**
 * Returns the SHA-256 of a module's file. What the module imports is not in it.
 *
 * @throws UsageError in one line if the file cannot be read.
 */
export async function moduleDigest(where: string, path: string): Promise<string> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch (error) {
    throw new UsageError(`${where} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

function packageFile(name: string, folder: string): string | undefined {
  const { resolve: find } = createRequire(join(folder, 'any.js'));
  try {
    return find(name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') return undefined;
    // A package that can be imported, and not required.
    const folders = (find.paths(name) ?? []).map((modules) => join(modules, name));
    const own = folders.find((one) => isFile(join(one, 'package.json')));
    return own === undefined ? undefined : importedFile(own);
  }
}

/** Returns the file that `import` finds in a package whose main entry has conditions. */
function importedFile(folder: string): string | undefined {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { exports?: unknown };
  let target: unknown = (exports as { '.'?: unknown } | null)?.['.'] ?? exports;
  while (typeof target === 'object' && target !== null) {
    [, target] = Object.entries(target).find(([name]) => ['node', 'import', 'default'].includes(name)) ?? [];
  }
  return typeof target === 'string' ? join(folder, target) : undefined;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
