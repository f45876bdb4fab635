import { nodeModules } from './node-modules';

/**
 * Makes a folder and those above it that are not there, so that all of them last through a power failure.
 *
 * @throws what Node does, such as EEXIST if there is a file of that name.
 */
export async function makeFolder(path: string): Promise<void> {
  const { path: paths } = nodeModules('makeFolder');
  // The name of each new folder is written in the one above it.
  for (const folder of await makeMissing(paths.resolve(path))) await syncFolder(paths.dirname(folder));
}

/**
 * Makes a folder and those above it.
 *
 * Node's own recursive mkdir never comes back where the system answers "no such file" for a folder that cannot be made,
 * as Linux does under /proc.
 *
 * @returns those that are new, the lowest first.
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

/** Makes what a file holds last through a power failure. */
export async function syncFile(path: string): Promise<void> {
  const { fs } = nodeModules('syncFile');
  // Windows syncs no file that is open for reading alone.
  const handle = await fs.open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
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
