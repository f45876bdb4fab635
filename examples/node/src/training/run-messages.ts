import { bytes, duration, grouped, percent } from 'nin-run';
import type { RunFolder } from '../runs/run-folder';
import type { RunSummary } from '../runs/run-summary';
import { print } from '../terminal/print';
import { nin } from '../terminal/typed-command';
import type { Run } from './run-parts';

/** Tells what is about to be trained, on what. */
export function announce({ settings, data, folder, session, history }: Run): void {
  const { train, test, title, synthetic } = data;
  print(`Data: ${title}, ${grouped(train.count)} images to train on, ${grouped(test.count)} to test`);
  if (synthetic) print('These images are drawn by a program: the accuracy says nothing about CIFAR.');
  print(
    `Network: ${settings.spec}, ${grouped(session.model.countParams())} parameters; ` +
      `${settings.optimizer}, learning rate ${settings.learningRate}, ${settings.batchSize} images a step, seed ${settings.seed}`,
  );
  print(`Run folder: ${folder.path}`);
  if (history.length > 0) print(`Going on after epoch ${history.length}`);
  if (settings.spec === 'seed') {
    print('As in the lecture: 20 outputs for 10 classes, ReLU on the logits, and a cosine divided by 1.8.');
  }
}

/** Tells how it went. */
export function conclude({ data, folder, settings }: Run, summary: RunSummary): void {
  const { testAccuracy, testImages, trainingSeconds, imagesPerSecond, peakMemoryBytes } = summary;
  const label = data.synthetic ? ' (synthetic images)' : '';
  print(
    `Test accuracy ${percent(testAccuracy ?? NaN)} on ${grouped(testImages)} images${label}, ` +
      `trained in ${duration(trainingSeconds)} (${Math.round(imagesPerSecond)} images/s), peak memory ${bytes(peakMemoryBytes)}`,
  );
  print(`Report: ${folder.report}`);
  const path = folder.path.startsWith(process.cwd())
    ? folder.path.slice(process.cwd().length + 1)
    : folder.path;
  if (settings.data === 'cifar10') print(`Next: ${nin} predict ${path} IMAGE…`);
}

/** What to say after Ctrl-C. */
export function stopMessage(folder: RunFolder, epochs: number): string {
  const next =
    epochs > 0
      ? `go on after epoch ${epochs} with: ${nin} train --resume --out ${folder.path}`
      : 'no epoch was complete, so there is nothing to go on with';
  return `Stopped. The weights of the last step are in ${folder.model}; ${next}`;
}
