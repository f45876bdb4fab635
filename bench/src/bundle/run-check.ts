/** The child process of `checks.js`: runs the tests of one file, and replies with their outcomes. */
import { startTests, type Task, type VitestRunner } from '@vitest/runner';
import { replyToParent } from '../measure/reply';

/** What is to be run. */
export interface Check {
  /** Path of a bundled test file. */
  path: string;
  /** Runs the first of each group of this many tests; 1 for all. */
  every: number;
}

/** How one test ended. */
export interface Outcome {
  title: string;
  passed: boolean;
  /** Messages and stacks of its errors. */
  errors: string[];
}

replyToParent(async ({ path, every }: Check): Promise<Outcome[]> => {
  const runner: VitestRunner = {
    config: {
      root: '/',
      setupFiles: [],
      name: undefined,
      passWithNoTests: false,
      testNamePattern: undefined,
      allowOnly: false,
      sequence: { seed: 0, hooks: 'stack', setupFiles: 'list' },
      chaiConfig: undefined,
      maxConcurrency: 1,
      testTimeout: 120_000,
      hookTimeout: 120_000,
      retry: 0,
      includeTaskLocation: false,
      tags: [],
      tagsFilter: undefined,
      strictTags: false,
    },
    importFile: (file) => import(file) as unknown,
    onCollected(files) {
      testsOf(files).forEach((test, i) => {
        if (i % every !== 0) test.mode = 'skip';
      });
    },
  };
  const files = await startTests([path], runner);
  // A hook, or the file itself, may fail outside any test.
  const failed = [...files, ...files.flatMap(suitesOf)].filter(({ result }) => result?.errors?.length);
  const run = testsOf(files).filter(({ mode }) => mode !== 'skip');
  return [...new Set<Task>([...run, ...failed])].map((task) => ({
    title: task.fullName ?? task.name,
    passed: task.result?.state === 'pass',
    errors: (task.result?.errors ?? []).map(({ message, stack }) => stack ?? message),
  }));
});

function testsOf(tasks: readonly Task[]): Task[] {
  return tasks.flatMap((task) => (task.type === 'suite' ? testsOf(task.tasks) : [task]));
}

function suitesOf(task: Task): Task[] {
  return task.type === 'suite' ? [task, ...task.tasks.flatMap(suitesOf)] : [];
}
