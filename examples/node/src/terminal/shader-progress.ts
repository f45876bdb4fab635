import { Presets, SingleBar } from 'cli-progress';
import { printNote } from './print';

/** Shows how many shaders are compiled. */
export interface ShaderProgress {
  report: (done: number, total: number) => void;
  stop: () => void;
}

/** A bar on a terminal, one line at the end elsewhere; on stderr, and nothing where nothing is compiled. */
export function shaderProgress(): ShaderProgress {
  const start = performance.now();
  let bar: SingleBar | undefined;

  function report(done: number, total: number): void {
    if (process.stderr.isTTY) {
      bar ??= startBar(total);
      bar.update(done);
    } else if (done === total) {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      printNote(`Compiled the network for the GPU in ${seconds} s`);
    }
  }

  return { report, stop: () => bar?.stop() };
}

function startBar(total: number): SingleBar {
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
