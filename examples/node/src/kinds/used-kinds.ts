import { pathToFileURL } from 'node:url';
import { builtinKinds, defineBlock, type BlockKind } from '@nin/blocks';
import { shown } from '@nin/checks';
import { reasonOf, UsageError } from '../failure';
import { moduleDigest, moduleFile, type ModuleFile } from './module-file';

/** A module that was loaded, with the kinds of block that it exports. */
export interface KindModule extends ModuleFile {
  kinds: readonly BlockKind[];
  /** SHA-256 of the file. */
  sha256: string;
}

/**
 * Runs a module and returns the kinds of block among its exports. Layers that it registers with TensorFlow.js can then be
 * loaded.
 *
 * @throws UsageError in one line if the module cannot be run, or has no kind.
 */
export async function importKinds(where: string, file: ModuleFile): Promise<KindModule> {
  requireRunnable(where, file.path);
  const sha256 = await moduleDigest(where, file.path);
  const exported = await importModule(where, file.path);
  const kinds = [...new Set(valuesOf(exported).filter(isKind))];
  for (const kind of kinds) requireWhole(where, kind);
  if (kinds.length > 0) return { ...file, kinds, sha256 };
  const names = Object.keys(exported);
  throw new UsageError(
    `${where} must export a kind of block, as defineBlock returns it, got ${names.length > 0 ? `a module that exports ${names.join(', ')}` : 'a module without exports'}`,
  );
}

function requireRunnable(where: string, path: string): void {
  if (!/\.[cm]?ts$/.test(path) || (process.features as { typescript?: unknown }).typescript) return;
  throw new UsageError(
    `${where} must be JavaScript here, got ${shown(path)}: this Node, ${process.version}, does not take types off, as 22.18 and later do`,
  );
}

async function importModule(where: string, path: string): Promise<object> {
  try {
    return (await import(pathToFileURL(path).href)) as object;
  } catch (error) {
    throw new UsageError(`${where} cannot be loaded: ${reasonOf(error)}`, { cause: error });
  }
}

/** Returns the exports of a module; of CommonJS, which is a default export, also its fields. */
function valuesOf(exported: object): unknown[] {
  const { default: whole, ...named } = exported as { default?: unknown };
  const isList = typeof whole === 'object' && whole !== null && !isKind(whole);
  return [...Object.values(named), whole, ...(isList ? Object.values<unknown>({ ...whole }) : [])];
}

function isKind(value: unknown): value is BlockKind {
  const { kind, build, fields } = (value ?? {}) as Partial<BlockKind>;
  return typeof kind === 'string' && typeof build === 'function' && typeof fields === 'object';
}

/** Kinds defined by another version or copy of `@nin/blocks` are accepted, and those written without it. */
function requireWhole(where: string, kind: BlockKind): void {
  try {
    defineBlock(kind);
  } catch (error) {
    throw new UsageError(`${where} must export kinds of block: ${reasonOf(error)}`, { cause: error });
  }
}

/** The kinds of block that a command knows. */
export interface UsedKinds {
  /** Those of `@nin/blocks`, then those of the modules. */
  kinds: readonly BlockKind[];
  modules: readonly KindModule[];
}

/**
 * Loads the modules that `--use` names.
 *
 * @throws UsageError in one line, naming the module, if one cannot be loaded, or two kinds have the same name.
 */
export async function useKinds(names: readonly string[] = []): Promise<UsedKinds> {
  const modules: KindModule[] = [];
  for (const name of new Set(names)) {
    const where = `--use ${name}`;
    modules.push(await importKinds(where, moduleFile(where, name, process.cwd())));
  }
  return joined(modules);
}

/** Returns the kinds of some modules and those of `@nin/blocks` together. */
export function joined(modules: readonly KindModule[]): UsedKinds {
  const from = new Map<string, { kind: BlockKind; place: string }>(
    builtinKinds.map((kind) => [kind.kind, { kind, place: '@nin/blocks' }]),
  );
  for (const { kinds, path } of modules) {
    for (const kind of kinds) {
      const before = from.get(kind.kind);
      if (before && before.kind !== kind) {
        throw new UsageError(
          `--use must give kinds of different names, got ${shown(kind.kind)} of ${before.place} and of ${path}`,
        );
      }
      from.set(kind.kind, { kind, place: path });
    }
  }
  return { kinds: [...from.values()].map(({ kind }) => kind), modules };
}
