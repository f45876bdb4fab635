import { enableProdMode } from '@tensorflow/tfjs-core';
import { lessonCommand } from './lesson-command';

// Keeps tfjs from recommending another package on the terminal.
enableProdMode();

try {
  await lessonCommand().name('nin-lesson').parseAsync();
} catch (error) {
  console.error(`nin-lesson: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
