import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '@nin/testing';
import { beforeAll, expect, test } from 'vitest';
import type { Fault, Operation } from './faults/fault-plan';
import { operationsOf, runFaulty } from './faults/faulty-nin';
import type { RunContents } from './faults/run-contents';
import { nextCommand, problemsAfterResuming, resuming, smallTraining, undisturbed } from './faults/small-run';
import { twoAtATime } from './faults/two-at-a-time';
import { emptyFolder, startNin } from './run-nin';

let operations: Operation[];
let expected: RunContents;
/** How long the training takes when nothing goes wrong, in milliseconds. */
let duration: number;
beforeAll(async () => {
  operations = await operationsOf(smallTraining, emptyFolder(), { hasty: true });
  const start = performance.now();
  expected = await undisturbed(smallTraining);
  duration = performance.now() - start;
});

/**
 * The points where a kill leaves different files: before each operation that changes some, within each that writes, and after
 * the last one. What a kill leaves before any other operation (one that reads, syncs or closes) is what it leaves before the next
 * that changes something; and after an operation is before the next one.
 */
function killPoints(all: readonly Operation[]): Fault[] {
  const points = all.flatMap(({ bytes, changes }, place): Fault[] => [
    ...(changes ? [{ kind: 'kill', at: place + 1 } as const] : []),
    ...(bytes > 0 ? [{ kind: 'kill', at: place + 1, within: true } as const] : []),
  ]);
  return [...points, { kind: 'kill', at: all.length }];
}

function named(fault: Fault, { name, paths }: Operation): string {
  const place = 'within' in fault ? 'within' : 'before';
  return `killed ${place} operation ${fault.at} (${name} ${paths.at(-1)})`;
}

/** Kills a command by a fault in a folder, goes on there, and returns what is wrong then. */
async function problemsOfKill(
  args: readonly string[],
  cwd: string,
  fault: Fault,
  at: Operation,
): Promise<string[]> {
  const killed = await runFaulty(args, cwd, fault, { hasty: true });
  const problems =
    killed.signal === 'SIGKILL'
      ? await problemsAfterResuming(cwd, smallTraining, expected)
      : ['it was not killed'];
  rmSync(cwd, { recursive: true });
  return problems.map((problem) => `${named(fault, at)}: ${problem}`);
}

test('a run leaves its files and no others', () => {
  expect(expected.files).toEqual([
    'checkpoint/model.json',
    'checkpoint/weights-*.bin',
    'config.json',
    'confusion.svg',
    'history.csv',
    'history.jsonl',
    'model/model.json',
    'model/weights-*.bin',
    'report.html',
    'summary.json',
  ]);
  // Three epochs of two steps: saved after each step, and at the end of each epoch.
  const saves = operations.filter(
    ({ name, paths }) => name === 'rename' && paths[1]?.endsWith('checkpoint/model.json'),
  );
  expect(saves).toHaveLength(9);
  // Each of them came there by an operation that is counted.
  const changed = new Set(
    operations.filter(({ changes }) => changes).flatMap(({ paths }) => paths.map(nameOf)),
  );
  expect(expected.files.filter((file) => !changed.has(file))).toEqual([]);
});

function nameOf(path: string): string {
  return path.replace(/^.*\/run\//, '').replace(/weights-[0-9a-f]{12}\.bin$/, 'weights-*.bin');
}

test('killed at any of its file operations, a run goes on to the same end, bit for bit', async () => {
  const problems = await twoAtATime(killPoints(operations), (fault) =>
    problemsOfKill(smallTraining, emptyFolder(), fault, operations[fault.at - 1]),
  );
  expect(problems.flat()).toEqual([]);
});

test('killed again while it is resumed, a run goes on to the same end', async () => {
  // In the middle of saving the second epoch.
  const middle = Math.floor(operations.length / 2);
  const stopped = emptyFolder();
  await runFaulty(smallTraining, stopped, { kind: 'kill', at: middle }, { hasty: true });
  const copy = () => {
    const cwd = emptyFolder();
    cpSync(join(stopped, 'run'), join(cwd, 'run'), { recursive: true });
    return cwd;
  };
  const ofResume = await operationsOf(resuming, copy(), { hasty: true });
  const sample = killPoints(ofResume).filter((_, place) => place % 6 === 0);
  const problems = await twoAtATime(sample, (fault) =>
    problemsOfKill(resuming, copy(), fault, ofResume[fault.at - 1]),
  );
  expect(problems.flat()).toEqual([]);
});

test('killed 30 times at random, runs go on to the same end', async () => {
  const next = seededRandom(30);
  const runs = Array.from({ length: 10 }, () => [next(), next(), next()]);
  const problems = await twoAtATime(runs, async (moments) => {
    const cwd = emptyFolder();
    for (const moment of moments) {
      const running = startNin(nextCommand(cwd, smallTraining), { cwd });
      await Promise.race([sleep(moment * duration), running.ended]);
      running.process.kill('SIGKILL');
      await running.ended;
    }
    const found = await problemsAfterResuming(cwd, smallTraining, expected);
    rmSync(cwd, { recursive: true });
    return found;
  });
  expect(problems.flat()).toEqual([]);
});
