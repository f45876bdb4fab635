import { readFileSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import type { RunContents } from './faults/run-contents';
import { problemsAfterResuming, smallTraining, undisturbed } from './faults/small-run';
import { emptyFolder, startNin } from './run-nin';

/** Three epochs of 40 steps, so that a signal comes in the middle of one. */
const training = smallTraining.with(smallTraining.indexOf('--limit-train') + 1, '160');

let expected: RunContents;
beforeAll(async () => {
  expected = await undisturbed(training);
});

/** Steps done in the epoch under way when the run was stopped. */
function stepOf(cwd: string): number {
  const { userDefinedMetadata } = JSON.parse(
    readFileSync(join(cwd, 'run', 'checkpoint', 'model.json'), 'utf8'),
  ) as { userDefinedMetadata: { checkpoint: { training: { step: number } } } };
  return userDefinedMetadata.checkpoint.training.step;
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s in the middle of an epoch keeps its steps, and the run goes on as if nothing had been',
  async (signal) => {
    const steps: number[] = [];
    for (const delay of [0, 100, 250]) {
      const cwd = emptyFolder();
      const running = startNin(training, { cwd });
      await running.printed(/Epoch 2\/3/);
      await sleep(delay);
      running.process.kill(signal);
      const { status, stderr } = await running.ended;
      expect({ status, stderr }).toEqual({ status: 128 + constants.signals[signal], stderr: '' });
      steps.push(stepOf(cwd));
      expect(await problemsAfterResuming(cwd, training, expected)).toEqual([]);
      rmSync(cwd, { recursive: true });
    }
    expect(Math.max(...steps)).toBeGreaterThan(0);
  },
);
