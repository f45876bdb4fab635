import { nodeModules } from './node-modules';

/**
 * Creates a folder and its missing parents durably: they survive a power failure.
 *
 * @throws errors of Node, such as EEXIST if there is a file of that name.
 */
export async function makeFolder(path: string): Promise<void> {
  const { path: paths } = nodeModules('makeFolder');
  // The name of a new folder is stored in its parent.
  for (const folder of await makeMissing(paths.resolve(path))) await syncFolder(paths.dirname(folder));
}

/**
 * Creates a folder and its missing parents.
 *
 * Node's own recursive mkdir never returns if the system reports ENOENT for a folder that cannot be created, as Linux does
 * under /proc.
 *
 * @returns the new folders, the deepest first.
 */
async function makeMissing(folder: string): Promise<string[]> {
  const above = nodeModules('makeFolder').path.dirname(folder);
  try {
    return await makeOne(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === folder) throw error;
    const made = await makeMissing(above);
    return [...(await makeOne(folder)), ...made];
  }
}

async function makeOne(folder: string): Promise<string[]> {
  const { fs } = nodeModules('makeFolder');
  try {
    await fs.mkdir(folder);
    return [folder];
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    if (isThere && (await fs.stat(folder)).isDirectory()) return [];
    throw error;
  }
}

/** Syncs the content of a file to disk. */
export async function syncFile(path: string): Promise<void> {
  const { fs } = nodeModules('syncFile');
  // Windows cannot sync a file that is open for reading only.
  const handle = await fs.open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Syncs the names in a folder to disk, if the platform supports that. */
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
    // Windows cannot open folders.
  }
}
