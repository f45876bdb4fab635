import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftover, removeFiles } from '@nin/durable-files';
import type { OwnRunFolder } from './run-folder';

/** The name of a file of weights, as `fileSystem` gives it. */
const weights = /^weights-[0-9a-f]{12}\.bin$/;

/** Removes what killed processes have left in the folder of a run: files that were not finished, and weights without a model. */
export async function removeStrayFiles(folder: OwnRunFolder): Promise<void> {
  await removeFiles(folder.path, isLeftover);
  for (const directory of [folder.checkpoint, folder.model]) {
    const named = await weightsNamedIn(join(directory, 'model.json'));
    // Without a model.json, the weights may be all that is left of a training.
    const isStray = (name: string) => weights.test(name) && named !== undefined && !named.includes(name);
    await removeFiles(directory, (name) => isLeftover(name) || isStray(name));
  }
}

async function weightsNamedIn(path: string): Promise<string[] | undefined> {
  try {
    const { weightsManifest } = JSON.parse(await readFile(path, 'utf8')) as {
      weightsManifest: { paths: string[] }[];
    };
    return weightsManifest.flatMap(({ paths }) => paths);
  } catch {
    return undefined;
  }
}
