import type { CustomCallbackArgs } from '@tensorflow/tfjs-layers';
import { progressLine } from '@nin/trainer';
import { duration } from './formats';
import type { Page } from './page';

/** What an {@link epochLog} has to know of the training. */
export interface EpochLogOptions {
  epochs: number;
  /** Steps of an epoch. */
  steps: number;
  /** Batches of the validation after each epoch. */
  validationSteps: number;
  /** How the `nin` command is typed. */
  nin: string;
  /** What to write behind every line of figures. */
  caveat: string;
}

/** How many steps, and how many seconds, show how long the rest will take. The first step also prepares things. */
const enough = { steps: 4, seconds: 2 };

/** Seconds above which a training is worth a warning. */
const longTraining = 1800;

/** Forward alone, as in validation, takes about a third of a training step, which also goes back and updates. */
const validationShare = 1 / 3;

/** A callback for `model.fit` that prints two lines an epoch as Keras does, and early on how long it all will take. */
export function epochLog(page: Page, options: EpochLogOptions): CustomCallbackArgs {
  const { epochs, steps, validationSteps, nin, caveat } = options;
  let start = 0;
  let times: number[] = [];
  let sums = { images: 0, loss: 0, correct: 0 };
  let foretold = false;

  function figures() {
    const { images, loss, correct } = sums;
    const [first = start, last = start] = [times[0], times.at(-1)];
    const later = times.length - 1;
    const millisecondsPerStep = later > 0 ? (last - first) / later : last - start;
    return { steps, millisecondsPerStep, loss: loss / images, accuracy: correct / images };
  }

  function printForecast(): void {
    const perEpoch = (figures().millisecondsPerStep / 1000) * (steps + validationShare * validationSteps);
    const inAll = epochs * perEpoch;
    page.print(
      `  after ${times.length} steps: about ${duration(perEpoch)} an epoch, ${duration(inAll)} in all`,
    );
    if (inAll > longTraining) {
      page.print(
        `  --quick is done in two minutes; \`${nin} train lecture\` keeps checkpoints and can be resumed`,
      );
    }
  }

  return {
    onEpochBegin(epoch) {
      start = performance.now();
      times = [];
      sums = { images: 0, loss: 0, correct: 0 };
      page.print(`Epoch ${epoch + 1}/${epochs}${caveat}`);
    },
    onBatchEnd(_batch, { size = 0, loss = NaN, acc = NaN } = {}) {
      times.push(performance.now());
      sums = {
        images: sums.images + size,
        loss: sums.loss + size * loss,
        correct: sums.correct + size * acc,
      };
      const seconds = (performance.now() - start) / 1000;
      page.status(progressLine({ ...figures(), step: times.length, seconds }));
      if (!foretold && times.length >= enough.steps && seconds >= enough.seconds) {
        foretold = true;
        printForecast();
      }
    },
    onEpochEnd(_epoch, { val_loss, val_acc, learning_rate } = {}) {
      page.status('');
      page.print(
        progressLine({
          ...figures(),
          seconds: (performance.now() - start) / 1000,
          validationAccuracy: val_acc,
          validationLoss: val_loss,
          learningRate: learning_rate,
        }),
      );
    },
  };
}
