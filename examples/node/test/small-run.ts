import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { expect } from 'vitest';
import { emptyFolder, runNin } from './run-nin';

/** What `nin predict --json` says of one image. */
export interface Predicted {
  image: string;
  classes: { name: string; probability: number }[];
}

/** The part of a model.json that these tests read. */
export interface ModelJson {
  userDefinedMetadata: {
    modelCard?: { classNames: string[]; source: object; input: object; output: string };
  };
}

export const testImages = 50;
/** The pixels of `image.png`. */
export const picture = Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => (i * 89 + (i % 7) * 31) % 256);

/** The folder `run` of a finished training is in it, and `image.png`. */
export const cwd = emptyFolder();
export const model = join(cwd, 'run', 'model');

/** Trains for two epochs on synthetic images. */
export async function trainSmallRun(): Promise<void> {
  writeFileSync(
    join(cwd, 'image.png'),
    encode({ width: 32, height: 32, channels: 3, depth: 8, data: picture }),
  );
  const limits = ['--limit-train', '640', '--limit-test', String(testImages), '--seed', '3'];
  const args = ['train', '--data', 'synthetic', ...limits, '--epochs', '2', '--out', 'run'];
  const trained = await runNin(args, { cwd });
  expect(trained.stderr).toBe('');
}

export const modelJson = () => JSON.parse(readFileSync(join(model, 'model.json'), 'utf8')) as ModelJson;

/** The predictions of a run, or of a model, for `image.png`. */
export async function predicted(folder: string): Promise<Predicted[]> {
  const { stdout, status } = await runNin(['predict', folder, 'image.png', '--json'], { cwd });
  expect(status).toBe(0);
  return JSON.parse(stdout) as Predicted[];
}
