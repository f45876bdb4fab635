import { computed, signal } from '@preact/signals';
import { backendState, lab, startBackend, whileAlive, workerGeneration } from '../lab/worker-link';
import { preference } from '../settings/settings-state';
import type { PerceptronComparison, PerceptronRequest } from '../worker/lab-api';

/** The sizes a person chooses. */
export type SizeField = 'size' | 'channels' | 'units';

/** The largest sizes: what can still be looked at, pixel by pixel and product by product. */
export const largest: Readonly<Record<SizeField, number>> = { size: 16, channels: 16, units: 16 };

/** What is typed. */
export const sizes = signal<Readonly<Record<SizeField, string>>>({ size: '6', channels: '3', units: '4' });

/** The fields that hold no possible size. */
export const wrongSizes = computed(() =>
  (Object.keys(largest) as SizeField[]).filter((field) => {
    const size = Number(sizes.value[field]);
    return !(Number.isInteger(size) && size >= 1 && size <= largest[field]);
  }),
);

/** The comparison that is under way, or was last. */
type PerceptronState =
  | { phase: 'none' }
  | { phase: 'comparing' }
  | { phase: 'compared'; comparison: PerceptronComparison }
  | { phase: 'failed'; message: string };

export const perceptronState = signal<PerceptronState>({ phase: 'none' });

/** The pixel and the unit whose sum is written out. */
export const chosen = signal({ pixel: 0, unit: 0 });

let seed = 0;

/** Compares a 1×1 convolution with perceptrons, on new random numbers every time. */
export async function comparePerceptron(): Promise<void> {
  if (wrongSizes.value.length > 0 || perceptronState.value.phase === 'comparing') return;
  const { size, channels, units } = sizes.value;
  const request: PerceptronRequest = {
    size: Number(size),
    channels: Number(channels),
    units: Number(units),
    seed: ++seed,
  };
  perceptronState.value = { phase: 'comparing' };
  try {
    const backend = backendState.value;
    // A backend that runs, runs on: a training may need it, whatever has been chosen since.
    const runs = backend.phase === 'ready' && backend.generation === workerGeneration.value;
    if (!runs) await startBackend(preference.value);
    const comparison = await whileAlive(lab().comparePerceptron(request));
    chosen.value = { pixel: 0, unit: 0 };
    perceptronState.value = { phase: 'compared', comparison };
  } catch (error) {
    perceptronState.value = { phase: 'failed', message: (error as Error).message };
  }
}

/** One multiplication of a perceptron. */
interface WeightedInput {
  input: number;
  weight: number;
  product: number;
}

/** How one unit gets its output at one pixel. */
interface UnitSum {
  inputs: readonly WeightedInput[];
  bias: number;
  /** Products and bias added, before ReLU. */
  sum: number;
  /** By the perceptron. */
  output: number;
  /** By the convolution. */
  convolution: number;
}

/** The sum of one unit at one pixel (counted row by row), written out. */
export function unitSum(comparison: PerceptronComparison, pixel: number, unit: number): UnitSum {
  const { channels, units, image, weights, biases, convolution, perceptron } = comparison;
  const inputs = Array.from({ length: channels }, (_, channel) => {
    const input = image[pixel * channels + channel] ?? 0;
    const weight = weights[channel * units + unit] ?? 0;
    return { input, weight, product: input * weight };
  });
  const bias = biases[unit] ?? 0;
  const place = pixel * units + unit;
  return {
    inputs,
    bias,
    sum: inputs.reduce((sum, { product }) => sum + product, bias),
    output: perceptron[place] ?? 0,
    convolution: convolution[place] ?? 0,
  };
}

/** A pixel as a color: its first three channels, from 0 to 1; gray if it has fewer. */
export function pixelColor({ image, channels }: PerceptronComparison, pixel: number): string {
  const levels = [0, 1, 2].map((channel) => {
    const value = image[pixel * channels + (channels < 3 ? 0 : channel)] ?? 0;
    return Math.round(255 * Math.min(1, Math.max(0, value)));
  });
  return `rgb(${levels.join(' ')})`;
}
