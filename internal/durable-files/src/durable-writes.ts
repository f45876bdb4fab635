import { syncFolder } from './durable-paths';
import { nodeModules } from './node-modules';

/**
 * Writes a new file and syncs its content to disk; its name is durable only after `syncFolder`.
 *
 * @throws errors of Node, such as EEXIST if the file exists; a partial file is not removed.
 */
export async function writeDurably(
  path: string,
  parts: readonly (ArrayBuffer | Uint8Array)[],
): Promise<void> {
  const { fs } = nodeModules('writeDurably');
  const file = await fs.open(path, 'wx');
  try {
    for (const part of parts) await file.writeFile(part instanceof Uint8Array ? part : new Uint8Array(part));
    await file.sync();
  } finally {
    await file.close();
  }
}

const leftover = /\.[0-9a-f]{12}\.tmp$/;

/** Whether a file name is a temporary one of `replaceDurably`, left by a killed process. */
export function isLeftover(name: string): boolean {
  return leftover.test(name);
}

export interface ReplaceOptions {
  /** Called after the new file is complete, right before the rename; if it throws, the old file is kept. */
  check?: (() => Promise<void>) | undefined;
}

/**
 * Writes or replaces a file atomically and durably: if the process is killed or the power fails, the old file or the new one is
 * complete. Its folder must exist.
 *
 * @throws errors of Node or `check`; then the old file is unchanged, and no other file is left.
 */
export async function replaceDurably(
  path: string,
  content: string | Uint8Array,
  { check }: ReplaceOptions = {},
): Promise<void> {
  const node = nodeModules('replaceDurably');
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const temporary = `${path}.${node.crypto.randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeDurably(temporary, [bytes]);
    await check?.();
    await node.fs.rename(temporary, path);
  } catch (error) {
    await node.fs.rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(node.path.dirname(path));
}

/** Removes the files of a folder whose names are selected. Ignores errors: a remaining file only uses space. */
export async function removeFiles(folder: string, which: (name: string) => boolean): Promise<void> {
  const { fs, path } = nodeModules('removeFiles');
  const names = await fs.readdir(folder).catch(() => []);
  const removals = names.filter(which).map((name) => fs.rm(path.join(folder, name), { force: true }));
  await Promise.allSettled(removals);
}
