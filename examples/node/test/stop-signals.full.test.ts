import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunSummary } from '../src/training/run-record';
import { emptyFolder, runNin, startNin } from './run-nin';

/** Forty steps per epoch. */
const args = '--data synthetic --limit-train 640 --limit-test 32 --batch-size 16 --epochs 1 --out run'.split(
  ' ',
);

function weightsIn(folder: string): Buffer {
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.bin'));
  return readFileSync(join(folder, name));
}

function summaryIn(folder: string): RunSummary {
  return JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as RunSummary;
}

test('signals end a training in the middle of an epoch, which resumes at that very step', async () => {
  const cwd = emptyFolder();
  const whole = emptyFolder();
  expect((await runNin(['train', ...args], { cwd: whole })).status).toBe(0);

  let last = 0;
  const signals = [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const;
  for (const [signal, expected] of signals) {
    const begin = last === 0 ? ['train', ...args] : ['train', '--resume', '--out', 'run'];
    const running = startNin(begin, { cwd });
    await running.printed(/Epoch 1\/1/);
    running.process.kill(signal);
    const { status, stdout, stderr } = await running.ended;
    expect(stderr).toBe('');
    expect(status).toBe(expected);
    const step = Number(/Stopped in epoch 1 after step (\d+) of 40: /.exec(stdout)?.[1]);
    expect(step).toBeGreaterThan(last);
    expect(step).toBeLessThan(40);
    if (last > 0) expect(stdout).toContain(`Resuming after step ${last} of epoch 1\n`);
    last = step;
    expect(summaryIn(join(cwd, 'run'))).toMatchObject({ state: 'stopped', epochs: { done: 0, asked: 1 } });
    // Nothing was measured yet, so the model is that of the last step.
    expect(readdirSync(join(cwd, 'run', 'model'))).toContain('model.json');
  }

  expect((await runNin(['train', '--resume', '--out', 'run'], { cwd })).status).toBe(0);
  for (const folder of ['checkpoint', 'model']) {
    expect(weightsIn(join(cwd, 'run', folder)).equals(weightsIn(join(whole, 'run', folder)))).toBe(true);
  }
  const { testAccuracy, testLoss, epochs } = summaryIn(join(whole, 'run'));
  expect(summaryIn(join(cwd, 'run'))).toMatchObject({ state: 'finished', testAccuracy, testLoss, epochs });
});

test('a training that diverges reports where its last good weights are, and its summary why it failed', async () => {
  const cwd = emptyFolder();
  const { status, stderr } = await runNin(
    ['train', ...args, '--learning-rate', '1000', '--weight-decay', '1000'],
    { cwd },
  );
  expect(status).toBe(1);
  const line = stderr.trim().replace('nin: ', '');
  expect(line).toMatch(
    /^the training has diverged: in epoch 1, step \d+, the loss is NaN at a learning rate of \S+; no weights were saved before; start again with a lower --learning-rate$/,
  );
  expect(summaryIn(join(cwd, 'run'))).toMatchObject({ state: 'failed', reason: line });
});
