import { clearLine, cursorTo } from 'node:readline';
import { progressLine, type EpochReport, type StepReport } from '@nin/trainer';

/** Seconds between two lines about the current epoch without a terminal. */
const plainInterval = 20;

/** Shows the progress of training: a live line on a terminal, kept once per epoch; plain lines elsewhere. */
export interface TrainingProgress {
  step: (report: StepReport) => void;
  epoch: (report: EpochReport) => void;
  /** Ends the live line, so that the next output starts on a new line. */
  stop: () => void;
}

/** A display on stdout. */
export function trainingProgress(): TrainingProgress {
  const { stdout } = process;
  let begun = 0;
  let live = false;
  let lastPlain = performance.now();

  function begin(epoch: number, epochs: number): void {
    if (begun === epoch) return;
    begun = epoch;
    stdout.write(`Epoch ${epoch}/${epochs}\n`);
  }

  function rewrite(line: string): void {
    cursorTo(stdout, 0);
    stdout.write(line);
    clearLine(stdout, 1);
  }

  return {
    step(report) {
      begin(report.epoch, report.epochs);
      const line = progressLine(report);
      if (stdout.isTTY) {
        live = true;
        // A line that wraps could not be written over.
        rewrite(line.slice(0, Math.max(20, stdout.columns - 1)));
      } else if (performance.now() - lastPlain > plainInterval * 1000) {
        lastPlain = performance.now();
        stdout.write(`${line}\n`);
      }
    },
    epoch(report) {
      begin(report.epoch, report.epochs);
      lastPlain = performance.now();
      if (live) rewrite(progressLine(report));
      else stdout.write(progressLine(report));
      stdout.write('\n');
      live = false;
    },
    stop() {
      if (live) stdout.write('\n');
      live = false;
    },
  };
}
