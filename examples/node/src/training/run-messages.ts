import { isDeepStrictEqual } from 'node:util';
import { bytes, duration, grouped, percent, recipes } from '@nin/recipes';
import type { Checkpoint } from '@nin/trainer';
import type { RunFolder } from '../runs/run-folder';
import { print } from '../terminal/print';
import { nin } from '../terminal/typed-command';
import type { RunSummary } from './run-record';
import type { Run } from './run-parts';

/** Prints the data, the network and the training of a run. */
export function announce({ name, data, folder, session, saved }: Run): void {
  const { train, test, title, synthetic } = data;
  const { network, optimizer, batch, seed } = session.experiment;
  print(`Data: ${title}, ${grouped(train.count)} images to train on, ${grouped(test.count)} to test`);
  if (synthetic) print('These images are drawn by a program: the accuracy says nothing about CIFAR.');
  print(
    `Network: ${name}, ${grouped(session.model.countParams())} parameters; ` +
      `${optimizer.kind}, learning rate ${optimizer.learningRate}, ${batch.size} images per step, seed ${seed}`,
  );
  print(`Run folder: ${folder.path}`);
  if (saved) print(`Resuming after ${placeOf(saved)}`);
  if (isDeepStrictEqual(network, recipes.lecture.experiment.network)) {
    print('As in the lecture: 20 outputs for 10 classes, and ReLU on the logits.');
  }
}

function placeOf({ epoch, step }: Checkpoint): string {
  return step === 0 ? `epoch ${epoch}` : `step ${step} of epoch ${epoch + 1}`;
}

/** Prints the figures of a run that has finished, and what can be done next. */
export function conclude({ data, folder, session }: Run, summary: RunSummary): void {
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
  if (session.experiment.data.source === 'cifar10') print(`Next: ${nin} predict ${path} IMAGE…`);
}

/** Returns the message after Ctrl-C, SIGTERM or SIGHUP. */
export function stopMessage(folder: RunFolder, saved: Checkpoint | undefined): string {
  const resume = `${nin} train --resume --out ${folder.path}`;
  if (!saved) return `Stopped before the first step was done; begin again with: ${resume}`;
  const { epoch, step, stepsPerEpoch } = saved;
  if (step === 0) return `Stopped after epoch ${epoch}, which ${folder.path} holds; resume with: ${resume}`;
  const model =
    epoch > 0 ? `the model is that of epoch ${epoch}` : 'so does the model, which is not measured';
  return (
    `Stopped in epoch ${epoch + 1} after step ${step} of ${stepsPerEpoch ?? 'it'}: ${folder.checkpoint} holds that step, ` +
    `${model}; resume with: ${resume}`
  );
}

/** Returns where the last weights before a training diverged are. */
export function lastGoodWeights(folder: RunFolder, saved: Checkpoint | undefined): string {
  if (!saved) return 'no weights were saved before; start again with a lower --learning-rate';
  const { epoch, step } = saved;
  const places = [
    epoch > 0 && `${folder.model} holds those of epoch ${epoch}`,
    step > 0
      ? `${folder.checkpoint} those after step ${step} of epoch ${epoch + 1}`
      : `${folder.checkpoint} the same with the state of the optimizer`,
  ].filter(Boolean);
  return `the last good weights are kept: ${places.join(', ')}; start again with a lower --learning-rate`;
}
