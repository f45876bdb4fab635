/** A process that takes folders of runs when it is asked to: many of them race for one. */
import { createRunFolder, openRunFolder, type OwnRunFolder } from '../../src/runs/run-folder';
import type { RaceAnswer, RaceRequest } from './race';

let own: OwnRunFolder | undefined;

process.on(
  'message',
  (request: RaceRequest) => void answerTo(request).then((answer) => process.send?.(answer)),
);

async function answerTo({ action, folder, start }: RaceRequest): Promise<RaceAnswer> {
  if (action === 'release') {
    await own?.lock.release();
    own = undefined;
    return { owner: false };
  }
  // Waiting without giving way: all start within the same instant.
  while (Date.now() < start);
  try {
    own = await (action === 'create' ? createRunFolder(folder, 'race') : openRunFolder(folder));
    return { owner: true };
  } catch (error) {
    const { name, message } = error as Error;
    return { owner: false, refused: `${name}: ${message}` };
  }
}
