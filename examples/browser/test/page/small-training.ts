import type { BackendPreference } from '@nin/backends';
import type { Page } from 'playwright';
import { applySettings, parseExperiment, type Experiment, type SettingValues } from '@nin/recipes';

/** A training that takes seconds, also on a GPU in software: two blocks, drawn images, four epochs. */
export function smallTraining(values: SettingValues = {}): Experiment {
  const trainable = { batchNorm: { momentum: 0.9 }, kernelInitializer: 'heNormal' } as const;
  const experiment = parseExperiment({
    network: {
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
    data: { source: 'synthetic', limitTrain: 320, limitTest: 200 },
    batch: { size: 32 },
    optimizer: { kind: 'adamW', learningRate: 0.02, weightDecay: 0.004 },
    schedule: { kind: 'oneCycle' },
    epochs: 4,
    seed: 1,
  });
  return applySettings(experiment, values);
}

/** The address of the Train tab with an experiment, as "Copy a link" gives it. */
export function trainHash(experiment: Experiment, backend: BackendPreference): string {
  const encoded = Buffer.from(JSON.stringify(experiment)).toString('base64url');
  return `train?experiment=${encoded}&backend=${backend}`;
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
