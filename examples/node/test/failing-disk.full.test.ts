import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Fault, Operation } from './faults/fault-plan';
import { operationsOf, runFaulty } from './faults/faulty-nin';
import { contentsOf, type RunContents } from './faults/run-contents';
import { differences, problemsAfterResuming, shownEnd, smallTraining, undisturbed } from './faults/small-run';
import { twoAtATime } from './faults/two-at-a-time';
import { emptyFolder, type Ended } from './run-nin';

let operations: Operation[];
let expected: RunContents;
beforeAll(async () => {
  operations = await operationsOf(smallTraining, emptyFolder());
  expected = await undisturbed(smallTraining);
});

/** The numbers of the operations that are chosen. */
function numbersOf(chosen: (operation: Operation) => boolean): number[] {
  return operations.flatMap((operation, place) => (chosen(operation) ? [place + 1] : []));
}

/** Every so many of some numbers. */
function every(step: number, numbers: readonly number[]): number[] {
  return numbers.filter((_, place) => place % step === 0);
}

/** Trains with each fault, looks at how the command ended and at what it left, and returns what is wrong. */
async function problemsOf(
  faults: readonly Fault[],
  look: (ended: Ended, cwd: string) => string[] | Promise<string[]>,
): Promise<string[]> {
  const problems = await twoAtATime(faults, async (fault) => {
    const cwd = emptyFolder();
    const ended = await runFaulty(smallTraining, cwd, fault);
    const found = await look(ended, cwd);
    rmSync(cwd, { recursive: true });
    const { name, paths } = operations[fault.at - 1];
    return found.map((problem) => `${fault.kind} at ${fault.at}, ${name} ${paths.at(-1)}: ${problem}`);
  });
  return problems.flat();
}

function unlessOneLine(ended: Ended, line: RegExp): string[] {
  const right = ended.status === 1 && /^nin: [^\n]+\n$/.test(ended.stderr) && line.test(ended.stderr);
  return right ? [] : [shownEnd(ended)];
}

function unlessStopped(cwd: string): string[] {
  const path = join(cwd, 'run', 'summary.json');
  const { state } = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { state: string })
    : { state: '' };
  return state === 'running' ? ['summary.json says running'] : [];
}

test('a disk that is full, at any write, is one line, and the run goes on when there is space', async () => {
  const writes = numbersOf(({ bytes, name }) => bytes > 0 || name === 'mkdir');
  const faults = writes.map((at) => ({ kind: 'full', at }) as const);
  const problems = await problemsOf(faults, async (ended, cwd) => [
    ...unlessOneLine(ended, /ENOSPC/),
    ...unlessStopped(cwd),
    ...(await problemsAfterResuming(cwd, smallTraining, expected)),
  ]);
  expect(problems).toEqual([]);
});

test('a disk that lets nothing be changed from some moment on is one line, and the run goes on later', async () => {
  const faults = every(
    6,
    numbersOf(({ changes }) => changes),
  ).map((at) => ({ kind: 'readOnly', at }) as const);
  const problems = await problemsOf(faults, async (ended, cwd) => [
    ...unlessOneLine(ended, /EROFS/),
    ...(await problemsAfterResuming(cwd, smallTraining, expected)),
  ]);
  expect(problems).toEqual([]);
});

test('a clock that is set back in the middle changes nothing', async () => {
  const faults = every(
    30,
    numbersOf(() => true),
  ).map((at) => ({ kind: 'clockBack', at }) as const);
  const problems = await problemsOf(faults, (ended, cwd) =>
    ended.status === 0 && ended.stderr === ''
      ? differences(contentsOf(join(cwd, 'run')), expected)
      : [shownEnd(ended)],
  );
  expect(problems).toEqual([]);
});

test.each(['remove', 'rename'] as const)(
  'a folder that somebody takes away in the middle (%s) is one line',
  async (kind) => {
    const renames = numbersOf(({ name }) => name === 'rename');
    const folder = (cwd: string) => join(cwd, 'run');
    const problems = await twoAtATime(every(5, renames), async (at) => {
      const cwd = emptyFolder();
      const ended = await runFaulty(smallTraining, cwd, { kind, at, path: folder(cwd) });
      const appeared = existsSync(folder(cwd)) ? ['something was written where the folder had been'] : [];
      return [...unlessOneLine(ended, /deleted, moved or replaced|ENOENT/), ...appeared].map(
        (problem) => `${at}: ${problem}`,
      );
    });
    expect(problems.flat()).toEqual([]);
  },
);
