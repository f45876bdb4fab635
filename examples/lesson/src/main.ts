import { enableProdMode } from '@tensorflow/tfjs-core';
import { lessonCommand } from './lesson-command';
import { printFailure } from './terminal';

// Keeps tfjs from recommending another package on the terminal.
enableProdMode();

try {
  await lessonCommand().name('nin-lesson').parseAsync();
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
