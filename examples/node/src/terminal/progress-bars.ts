import type { CifarProgress } from '@nin/cifar/node';
import { printable } from '@nin/checks';
import { Presets, SingleBar } from 'cli-progress';
import { bytes } from '@nin/recipes';
import { printNote } from './print';

/** Shows the progress of loading: a bar per phase on a terminal, a line per phase elsewhere. */
export interface LoadingProgress {
  report: (progress: CifarProgress) => void;
  /** Ends the current bar; call it before anything else is printed. */
  stop: () => void;
}

/** Returns a display on stderr, so that the output of a command stays clean. */
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
    // Reading the cache takes a second or less.
    if (phase === 'read') return;
    if (`${phase} ${message}` !== shown) {
      stop();
      shown = `${phase} ${message}`;
      if (isTTY) bar = startLoadingBar(message, total, phase);
      else printNote(message);
    }
    bar?.setTotal(total);
    bar?.update(loaded);
  }

  return { report, stop };
}

function startLoadingBar(message: string, total: number, phase: CifarProgress['phase']): SingleBar {
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

/** Shows the progress of compiling shaders. */
export interface ShaderProgress {
  report: (done: number, total: number) => void;
  stop: () => void;
}

/** Returns a display on stderr: a bar on a terminal, one line at the end elsewhere, and nothing without shaders. */
export function shaderProgress(): ShaderProgress {
  const start = performance.now();
  let bar: SingleBar | undefined;

  function report(done: number, total: number): void {
    if (process.stderr.isTTY) {
      bar ??= startShaderBar(total);
      bar.update(done);
    } else if (done === total) {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      printNote(`Compiled the network for the GPU in ${seconds} s`);
    }
  }

  return { report, stop: () => bar?.stop() };
}

function startShaderBar(total: number): SingleBar {
  const bar = new SingleBar(
    {
      format: 'Compiling the network for the GPU  {bar} {value} of {total} shaders',
      barsize: 24,
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
    },
    Presets.rect,
  );
  bar.start(total, 0);
  return bar;
}
