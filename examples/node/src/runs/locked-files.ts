import { fileSystem } from '@nin/trainer';
import type { io } from '@tensorflow/tfjs-core';
import type { OwnRunFolder } from './run-folder';

/** Saves a model to a directory of a locked folder, and loads it; a save is refused once the lock is lost. */
export function lockedFiles({ lock }: OwnRunFolder, directory: string): Required<io.IOHandler> {
  const files = fileSystem(directory);
  return {
    load: () => files.load(),
    async save(artifacts) {
      await lock.requireHeld();
      return files.save(artifacts);
    },
  };
}
