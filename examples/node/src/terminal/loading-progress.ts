import type { CifarProgress } from '@nin/cifar/node';
import { printable } from '@nin/checks';
import { Presets, SingleBar } from 'cli-progress';
import { bytes } from '@nin/recipes';
import { printNote } from './print';

/** Shows how loading goes: a bar for each phase on a terminal, a line for each phase elsewhere. */
export interface LoadingProgress {
  report: (progress: CifarProgress) => void;
  /** Ends the bar under way; call it before anything else is printed. */
  stop: () => void;
}

/** A display on stderr, so that what a command prints stays clean. */
export function loadingProgress(): LoadingProgress {
  const { isTTY } = process.stderr;
  let bar: SingleBar | undefined;
  let shown = '';

  function stop(): void {
    bar?.stop();
    bar = undefined;
  }

  function report({ phase, loaded, total, message }: CifarProgress): void {
    if (phase === 'notice') {
      stop();
      shown = '';
      printNote(message);
      return;
    }
    // Reading what is there takes a second or less: not worth a bar.
    if (phase === 'read') return;
    if (`${phase} ${message}` !== shown) {
      stop();
      shown = `${phase} ${message}`;
      if (isTTY) bar = startBar(message, total, phase);
      else printNote(message);
    }
    bar?.setTotal(total);
    bar?.update(loaded);
  }

  return { report, stop };
}

function startBar(message: string, total: number, phase: CifarProgress['phase']): SingleBar {
  const amount = (value: number) => (phase === 'decode' ? `${value} images` : bytes(value));
  const bar = new SingleBar(
    {
      format: `{message}  {bar} {percentage}%  {value} of {total}  {eta_formatted}`,
      formatValue: (value, _options, type) =>
        type === 'value' || type === 'total' ? amount(value) : String(value),
      barsize: 24,
      hideCursor: true,
      clearOnComplete: false,
      stream: process.stderr,
    },
    Presets.rect,
  );
  bar.start(total, 0, { message: printable(message) });
  return bar;
}
