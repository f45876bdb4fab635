import type { BackendPreference } from '@nin/backends';
import type { Page } from 'playwright';
import type { LabSettings } from '../../src/settings/lab-settings';

/** Settings of a training that takes seconds, also on a GPU in software: two blocks, drawn images, four epochs. */
export function smallTraining(backend: BackendPreference, changes: Partial<LabSettings> = {}): LabSettings {
  const trainable = { batchNorm: { momentum: 0.9 }, kernelInitializer: 'heNormal' } as const;
  return {
    base: 'tiny',
    spec: {
      inputShape: [32, 32, 3],
      blocks: [
        { ...trainable, filters: 16, kernelSize: 3, strides: 4, mlpLayers: 1 },
        {
          ...trainable,
          filters: 32,
          kernelSize: 3,
          strides: 2,
          mlpFilters: [10],
          outputActivation: 'linear',
        },
      ],
      head: 'globalAverage',
    },
    data: 'synthetic',
    limitTrain: 320,
    limitTest: 200,
    backend,
    seed: 1,
    training: {
      epochs: 4,
      batchSize: 32,
      optimizer: 'adamw',
      learningRate: 0.02,
      weightDecay: 0.004,
      schedule: 'one-cycle',
      augment: {},
      normalize: 'standard',
      labelSmoothing: 0,
    },
    ...changes,
  };
}

/** The address of the Train tab with settings, as "Copy a link" gives it. */
export function trainHash(settings: LabSettings): string {
  return `train?settings=${Buffer.from(JSON.stringify(settings)).toString('base64url')}`;
}

/** Waits until the training is in one of these states, as the head of the page tells it. */
export async function phase(page: Page, ...wanted: readonly string[]): Promise<string> {
  const shown = page.locator('.status .phase', { hasText: new RegExp(`^(${wanted.join('|')})$`) });
  await shown.waitFor({ timeout: 180_000 });
  return shown.innerText();
}

/** Starts what is set, and waits for its end. */
export async function trainToEnd(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const ended = await phase(page, 'Finished', 'Failed');
  if (ended === 'Failed') throw new Error(await page.getByRole('tabpanel').innerText());
}

/** One of the figures of a training or a run, by its name. */
export async function figure(page: Page, name: string): Promise<string> {
  return page.locator('.figures li', { hasText: name }).first().locator('b').innerText();
}
