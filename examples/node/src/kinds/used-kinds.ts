import { builtinKinds, type BlockKind } from '@nin/blocks';
import { shown } from '@nin/checks';
import { UsageError } from '../failure';
import { importKinds, type KindModule } from './import-kinds';
import { moduleFile } from './module-file';

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
