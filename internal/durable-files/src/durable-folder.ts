import { nodeModules } from './node-modules';

/** Makes a folder and those above it that are not there, so that all of them last through a power failure. */
export async function makeFolder(path: string): Promise<void> {
  const node = nodeModules('makeFolder');
  const made = await node.fs.mkdir(path, { recursive: true });
  if (made === undefined) return;
  // The name of each new folder is written in the one above it.
  const first = node.path.resolve(made);
  for (let folder = node.path.resolve(path); ; folder = node.path.dirname(folder)) {
    await syncFolder(node.path.dirname(folder));
    if (folder === first || folder === node.path.dirname(folder)) return;
  }
}

/** Makes renames in a folder last through a power failure, where the platform can; the files are valid either way. */
export async function syncFolder(path: string): Promise<void> {
  const { fs } = nodeModules('syncFolder');
  try {
    const handle = await fs.open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows opens no folders.
  }
}
