import { nodeModules } from './node-modules';

/** Removes the files of a folder whose names are chosen, as far as possible: a file that stays only takes up space. */
export async function removeFiles(folder: string, which: (name: string) => boolean): Promise<void> {
  const { fs, path } = nodeModules('removeFiles');
  const names = await fs.readdir(folder).catch(() => []);
  const removals = names.filter(which).map((name) => fs.rm(path.join(folder, name), { force: true }));
  await Promise.allSettled(removals);
}
