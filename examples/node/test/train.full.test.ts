import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunSummary } from '../src/training/run-record';
import { emptyFolder, runNin, startNin, type Ended } from './run-nin';

/** Five steps per epoch. */
const small = ['--data', 'synthetic', '--limit-train', '320', '--limit-test', '100', '--batch-size', '64'];

function summaryOf(folder: string): RunSummary {
  return JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as RunSummary;
}

function rowsOf(folder: string): Record<string, string>[] {
  const [head = '', ...rows] = readFileSync(join(folder, 'history.csv'), 'utf8').trim().split('\n');
  const names = head.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, i) => [names[i], cell])));
}

describe('nin train', () => {
  const cwd = emptyFolder();
  const run = join(cwd, 'run');
  let ended: Ended;

  beforeAll(async () => {
    ended = await runNin(['train', ...small, '--epochs', '2', '--seed', '3', '--out', 'run'], { cwd });
  }, 120_000);

  test('ends well and says that the data are synthetic', () => {
    expect(ended.stderr).toBe('');
    expect(ended.status).toBe(0);
    expect(ended.stdout).toMatch(/^Data: synthetic images, 320 images to train on, 100 to test$/m);
    expect(ended.stdout).toContain('the accuracy says nothing about CIFAR');
    expect(ended.stdout).toMatch(/Test accuracy .* \(synthetic images\)/);
  });

  test('prints a line per epoch as Keras does', () => {
    const lines = ended.stdout.split('\n').filter((line) => line.startsWith('5/5 ━━━━━━━━━━━━━━━━━━━━ '));
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toMatch(
        /\d+s \d+ms\/step - accuracy: \S+ - loss: \S+ - val_accuracy: \S+ - val_loss: \S+ - learning_rate: \S+$/,
      );
    }
  });

  test('leaves the whole folder', () => {
    expect(readdirSync(run).sort()).toEqual([
      'checkpoint',
      'config.json',
      'confusion.svg',
      'history.csv',
      'history.jsonl',
      'model',
      'report.html',
      'summary.json',
    ]);
    const summary = summaryOf(run);
    expect(summary).toMatchObject({
      state: 'finished',
      synthetic: true,
      backend: 'wasm',
      seed: 3,
      testImages: 100,
    });
    expect(summary.testAccuracy).toBeGreaterThanOrEqual(0);
    expect(summary.testAccuracy).toBeLessThanOrEqual(1);
    expect(summary.peakMemoryBytes).toBeGreaterThan(50e6);
    expect(summary.peakMemoryBytes).toBeLessThan(1.5e9);
    expect(rowsOf(run).map((row) => row.epoch)).toEqual(['1', '2']);
    expect(readFileSync(join(run, 'history.jsonl'), 'utf8').trim().split('\n')).toHaveLength(2);
  });

  test('the summary, the history and the matrix agree', () => {
    const { testAccuracy } = summaryOf(run);
    expect(Number(rowsOf(run).at(-1)?.val_accuracy)).toBeCloseTo(testAccuracy ?? NaN, 6);
    expect(readFileSync(join(run, 'confusion.svg'), 'utf8')).toContain('synthetic');
    expect(readFileSync(join(run, 'report.html'), 'utf8')).toContain('Synthetic data');
  });

  test('evaluate gives the same accuracy', async () => {
    const { stdout, status } = await runNin(['evaluate', 'run', '--json'], { cwd });
    expect(status).toBe(0);
    const figures = JSON.parse(stdout) as { accuracy: number; synthetic: boolean; confusionMatrix: number[] };
    expect(figures.accuracy).toBeCloseTo(summaryOf(run).testAccuracy ?? NaN, 6);
    expect(figures.synthetic).toBe(true);
    expect(figures.confusionMatrix.reduce((sum, count) => sum + count, 0)).toBe(100);
  });

  test('predict gives probabilities for a picture of any size', async () => {
    const data = Uint8Array.from({ length: 40 * 50 * 3 }, (_, i) => (i * 37) % 256);
    writeFileSync(join(cwd, 'picture.png'), encode({ width: 40, height: 50, channels: 3, depth: 8, data }));
    const { stdout, status } = await runNin(['predict', 'run', 'picture.png', '--json'], { cwd });
    expect(status).toBe(0);
    const [{ classes }] = JSON.parse(stdout) as { classes: { probability: number }[] }[];
    expect(classes).toHaveLength(10);
    expect(classes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
  });

  test('the same seed gives the same figures', async () => {
    const again = await runNin(['train', ...small, '--epochs', '2', '--seed', '3', '--out', 'again'], {
      cwd,
    });
    expect(again.status).toBe(0);
    const figures = (folder: string) =>
      rowsOf(folder).map(({ accuracy, loss, val_accuracy, val_loss }) => [
        accuracy,
        loss,
        val_accuracy,
        val_loss,
      ]);
    expect(figures(join(cwd, 'again'))).toEqual(figures(run));
  }, 120_000);
});

describe('Ctrl-C', () => {
  test('ends within two seconds and leaves a folder to resume', async () => {
    const cwd = emptyFolder();
    const args = ['train', ...small, '--epochs', '500', '--out', 'run'];
    const running = startNin(args, { cwd });
    await running.printed(/Epoch 3\/500/);
    const pressed = performance.now();
    running.process.kill('SIGINT');
    const { status, stdout, stderr } = await running.ended;
    expect(performance.now() - pressed).toBeLessThan(2000);
    expect(stderr).toBe('');
    expect(status).toBe(130);
    expect(stdout).toContain('nin train --resume --out');

    const run = join(cwd, 'run');
    const { state, epochs } = summaryOf(run);
    expect(state).toBe('stopped');
    expect(rowsOf(run)).toHaveLength(epochs.done);
    const evaluated = await runNin(['evaluate', 'run', '--json'], { cwd });
    expect(evaluated.status).toBe(0);

    const resumed = startNin(['train', '--resume', '--out', 'run'], { cwd });
    await resumed.printed(
      new RegExp(`Resuming after (step \\d+ of epoch ${epochs.done + 1}|epoch ${epochs.done})\n`),
    );
    // One epoch later the steps have been timed; before that Ctrl-C takes its default course.
    await resumed.printed(new RegExp(`Epoch ${epochs.done + 2}/500`));
    resumed.process.kill('SIGINT');
    expect((await resumed.ended).status).toBe(130);
    const numbers = rowsOf(run).map((row) => Number(row.epoch));
    expect(numbers).toEqual(Array.from(numbers, (_, place) => place + 1));
    expect(numbers.length).toBeGreaterThan(epochs.done);
  }, 120_000);

  test('leaves a folder to start over with when pressed before the first step is timed', async () => {
    const cwd = emptyFolder();
    const running = startNin(['train', ...small, '--epochs', '500', '--out', 'run'], { cwd });
    await running.printed(/Run folder: /);
    const pressed = performance.now();
    running.process.kill('SIGINT');
    await running.ended;
    expect(performance.now() - pressed).toBeLessThan(2000);
    const resumed = startNin(['train', '--resume', '--out', 'run'], { cwd });
    await resumed.printed(/Epoch 2\/500/);
    resumed.process.kill('SIGINT');
    await resumed.ended;
    expect(rowsOf(join(cwd, 'run')).length).toBeGreaterThan(0);
  }, 120_000);
});
