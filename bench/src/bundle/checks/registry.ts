type Work = () => unknown;

interface Group {
  title: string;
  parent: Group | undefined;
  hooks: Record<'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach', Work[]>;
  entries: (Group | Test)[];
}

interface Test {
  title: string;
  work: Work;
}

/** How one test ended. */
export interface TestOutcome {
  title: string;
  passed: boolean;
  milliseconds: number;
  /** Why it failed. */
  message?: string;
}

const root = newGroup('', undefined);
let current = root;

function newGroup(title: string, parent: Group | undefined): Group {
  return {
    title,
    parent,
    hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] },
    entries: [],
  };
}

const hook = (name: keyof Group['hooks']) => (work: Work) => void current.hooks[name].push(work);

export const beforeAll = hook('beforeAll');
export const afterAll = hook('afterAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');

type Register = (title: string, work: (...values: never[]) => unknown) => void;

/**
 * With vitest's `each`: a test for each case, whose members are the arguments if it is an array.
 */
function withEach(register: Register) {
  const each =
    (cases: readonly unknown[]) =>
    (title: string, work: (...values: never[]) => unknown): void =>
      cases.forEach((one) => {
        const values = Array.isArray(one) ? (one as unknown[]) : [one];
        register(titleOf(title, values), () => work(...(values as never[])));
      });
  return Object.assign(register, { each });
}

export const test = withEach((title, work) => void current.entries.push({ title, work }));

export const describe = withEach((title, define) => {
  const group = newGroup(title, current);
  current.entries.push(group);
  current = group;
  try {
    define();
  } finally {
    current = current.parent ?? root;
  }
});

/** `%s` is the next value, `$name` a member of the first. */
function titleOf(title: string, values: readonly unknown[]): string {
  let next = 0;
  const first = values[0] as Record<string, unknown>;
  return title
    .replaceAll(/%[sdio]/g, () => shown(values[next++]))
    .replaceAll(/\$(\w+)/g, (_, name: string) => shown(first?.[name]));
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}

/** Options of {@link runRegistered}. */
export interface RunRegisteredOptions {
  /** Runs the first of every so many tests. Default 1. */
  every?: number;
}

/** Runs what was registered, one after another. */
export async function runRegistered({ every = 1 }: RunRegisteredOptions = {}): Promise<TestOutcome[]> {
  const outcomes: TestOutcome[] = [];
  let seen = 0;
  async function runGroup(group: Group, path: string, around: readonly Group[]): Promise<void> {
    const groups = [...around, group];
    try {
      for (const work of group.hooks.beforeAll) await work();
      for (const entry of group.entries) {
        const title = [path, entry.title].filter(Boolean).join(' > ');
        if ('entries' in entry) await runGroup(entry, title, groups);
        else if (seen++ % every === 0) outcomes.push(await runTest(entry, title, groups));
      }
      for (const work of group.hooks.afterAll) await work();
    } catch (error) {
      outcomes.push({ title: `${path}: before or after all`, ...failure(error), milliseconds: 0 });
    }
  }
  await runGroup(root, '', []);
  return outcomes;
}

async function runTest({ work }: Test, title: string, groups: readonly Group[]): Promise<TestOutcome> {
  const start = performance.now();
  let outcome: Pick<TestOutcome, 'passed' | 'message'> = { passed: true };
  try {
    for (const group of groups) for (const before of group.hooks.beforeEach) await before();
    await work();
  } catch (error) {
    outcome = failure(error);
  }
  try {
    for (const group of groups.toReversed()) for (const after of group.hooks.afterEach) await after();
  } catch (error) {
    outcome = failure(error);
  }
  return { title, ...outcome, milliseconds: performance.now() - start };
}

function failure(error: unknown): { passed: false; message: string } {
  return { passed: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
