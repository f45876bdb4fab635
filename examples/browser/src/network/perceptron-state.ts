import { computed, signal } from '@preact/signals';
import { backendState, startBackend } from '../lab/backend-state';
import { lab, whileAlive, workerGeneration } from '../lab/worker-link';
import { settings } from '../settings/settings-state';
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
export type PerceptronState =
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
    if (!runs) await startBackend(settings.value.backend);
    const comparison = await whileAlive(lab().comparePerceptron(request));
    chosen.value = { pixel: 0, unit: 0 };
    perceptronState.value = { phase: 'compared', comparison };
  } catch (error) {
    perceptronState.value = { phase: 'failed', message: (error as Error).message };
  }
}
