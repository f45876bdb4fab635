import { percent, threeDigits } from '../../report/figures';
import { markdownTable } from '../../report/markdown-table';
import { relativeSpread } from '../../result/statistics';
import { gpuPeerTitle, placeTitle } from '../plan/places';
import type { GpuResult, GpuStepFigures, GpuStepsResult } from '../result/gpu-result';

const stepHead = [
  'network',
  'where',
  'who',
  'batch',
  'ms a step',
  'images/s',
  'against stock',
  'GFLOP/s',
  'of peak',
  'n',
  'spread',
];

/** Whole training steps: a row for each network, place and peer that could be timed. */
export function gpuStepTable(result: GpuResult): string {
  const rows = withFigures(result).map(({ steps, figures }) => {
    const { milliseconds, imagesPerSecond, againstStock: ratio, gflops } = figures;
    return [
      ...who(result, steps),
      String(steps.batchSize),
      threeDigits(milliseconds.median),
      threeDigits(imagesPerSecond),
      ratio ? `${threeDigits(ratio.median)} (${threeDigits(ratio.min)}–${threeDigits(ratio.max)})` : '–',
      threeDigits(gflops),
      ofPeak(result, steps, gflops),
      String(milliseconds.n),
      percent(relativeSpread(milliseconds)),
    ];
  });
  return markdownTable(stepHead, rows, { leftColumns: 3 });
}

const anatomyHead = [
  'network',
  'where',
  'who',
  'first step, s',
  'dispatches',
  'programs, ms',
  'outside kernels',
  'loss before → after',
];

/** What a step is made of. */
export function anatomyTable(result: GpuResult): string {
  const rows = withFigures(result).map(({ steps, figures }) => {
    const { onGpu, milliseconds, firstMilliseconds } = figures;
    const [{ losses }] = steps.runs;
    return [
      ...who(result, steps),
      threeDigits(firstMilliseconds.median / 1000),
      steps.dispatches === undefined ? '–' : String(steps.dispatches),
      onGpu === undefined ? '–' : threeDigits(onGpu),
      onGpu === undefined ? '–' : outside(onGpu, milliseconds.median),
      `${losses[0].toFixed(4)} → ${losses[losses.length - 1].toFixed(4)}`,
    ];
  });
  return markdownTable(anatomyHead, rows, { leftColumns: 3 });
}

/** A rate as a share of the GPU's peak at that place. */
export function ofPeak(
  { places }: GpuResult,
  { place }: Pick<GpuStepsResult, 'place'>,
  gflops: number,
): string {
  const peak = places.find((one) => one.place === place)?.peakGflops;
  return peak === undefined ? '–' : percent(gflops / peak);
}

/** Dispatches that are timed one by one do not overlap, so that together they may take longer than the step. */
function outside(onGpu: number, step: number): string {
  return onGpu >= step ? 'none' : percent(1 - onGpu / step);
}

function who({ networks }: GpuResult, { network, place, peer }: GpuStepsResult): string[] {
  const title = networks.find(({ name }) => name === network)?.title ?? network;
  return [title, placeTitle(place), gpuPeerTitle(peer)];
}

/** In the order of the result's networks. */
function withFigures({ networks, steps }: GpuResult): { steps: GpuStepsResult; figures: GpuStepFigures }[] {
  return networks.flatMap(({ name }) =>
    steps.flatMap((one) =>
      one.network === name && one.figures ? [{ steps: one, figures: one.figures }] : [],
    ),
  );
}
