import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { emptyFolder, runNin, type Ended } from '../run-nin';
import { contentsOf, type RunContents } from './run-contents';

/** The smallest training with all that a long one has: three epochs of two steps. It leaves the folder `run`. */
export const smallTraining = ['train', 'tiny', '--data', 'synthetic', '--backend', 'wasm'].concat(
  ['--epochs', '3', '--seed', '3', '--limit-train', '8', '--batch-size', '4', '--limit-test', '10'],
  ['--out', 'run'],
);

/** Goes on with the run in `run`, as the command says one should. */
export const resuming = ['train', '--resume', '--out', 'run'];

/** What the training leaves when nothing goes wrong. */
export async function undisturbed(training: readonly string[]): Promise<RunContents> {
  const cwd = emptyFolder();
  const ended = await runNin(training, { cwd });
  if (ended.status !== 0) throw new Error(`the command failed without a fault: ${ended.stderr}`);
  const contents = contentsOf(join(cwd, 'run'));
  rmSync(cwd, { recursive: true });
  return contents;
}

/**
 * What to do after an end in the middle: where the settings were written, the run is resumed; before that nothing has begun,
 * and the same command is given again.
 */
export function nextCommand(cwd: string, training: readonly string[]): readonly string[] {
  return existsSync(join(cwd, 'run', 'config.json')) ? resuming : training;
}

/** Finishes a training that has ended in the middle. Returns what is wrong then: nothing, if all is as it should be. */
export async function problemsAfterResuming(
  cwd: string,
  training: readonly string[],
  expected: RunContents,
): Promise<string[]> {
  const ended = await runNin(nextCommand(cwd, training), { cwd });
  if (ended.status !== 0 || ended.stderr !== '') return [`resumed with ${shownEnd(ended)}`];
  return differences(contentsOf(join(cwd, 'run')), expected);
}

/** The parts of two runs that differ. */
export function differences(contents: RunContents, expected: RunContents): string[] {
  return (Object.keys(expected) as (keyof RunContents)[])
    .filter((part) => !isDeepStrictEqual(contents[part], expected[part]))
    .map((part) => `${part} differs: ${shortened(contents[part])}, not ${shortened(expected[part])}`);
}

/** How the command ended, on a line. */
export function shownEnd({ status, signal, stderr }: Ended): string {
  return `status ${status ?? signal}: ${stderr.trim() || 'nothing on stderr'}`;
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
