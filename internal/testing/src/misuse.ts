import { expect, test } from 'vitest';

/** A public function's arguments, by name and in order, that make a call which works. */
export interface WorkingCall {
  arguments: Record<string, unknown>;
  /** Wrong values that are right here, as `argument: kind`, such as `options: undefined` where all options have defaults. */
  accepts?: readonly string[];
  /** What is not tried, as in `accepts`: it is right too, but would take the network, say. */
  untried?: readonly string[];
}

/** Wrong values by kind. Functions of their own each time: a rejected or used value must not serve twice. */
const wrongValues: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  number: () => 0.5,
  string: () => 'nonsense',
  object: () => ({}),
  'unknown option': () => ({ nonsense: 1 }),
  array: () => [],
  function: () => () => undefined,
  promise: () => Promise.resolve({}),
};

/** What engines say when a value is used as something that it is not: never the words of an argument check. */
const raw =
  /Cannot (read|set|destructure|convert|use)|is not (a function|iterable|a constructor|an object|async iterable)|undefined is|is not defined|Invalid array length|\[object /;

/**
 * Tests that every public function of a package answers wrong arguments in its own words: called with nothing, and with
 * each argument in turn of another kind, it throws (or rejects) with a message that begins with its name.
 *
 * @param api the package's exports; each function in it needs a working call. Classes are left out.
 */
export function testMisuse(api: object, calls: Readonly<Record<string, WorkingCall>>): void {
  const functions = Object.entries(api).filter(
    (entry): entry is [string, (...values: unknown[]) => unknown] =>
      typeof entry[1] === 'function' && !/^class\b/.test(Function.prototype.toString.call(entry[1])),
  );

  test('every public function is tried with wrong arguments', () => {
    expect(Object.keys(calls).sort()).toEqual(functions.map(([name]) => name).sort());
  });

  test.each(functions)('%s refuses wrong arguments in its own words', async (name, run) => {
    const { arguments: working, accepts = [], untried = [] } = calls[name] ?? { arguments: {} };
    const names = Object.keys(working);
    const accepted: string[] = [];
    for (const argument of names) {
      for (const [kind, make] of Object.entries(wrongValues)) {
        if (untried.includes(`${argument}: ${kind}`)) continue;
        const values = names.map((one) => (one === argument ? make() : working[one]));
        const problem = await problemOf(run, values);
        if (problem === undefined) accepted.push(`${argument}: ${kind}`);
        else expectOwnWords(name, `${argument}: ${kind}`, problem);
      }
    }
    expect(accepted.sort(), 'what is accepted').toEqual([...accepts].sort());
    // Nothing at all is the first argument undefined.
    if (untried.includes(`${names[0]}: undefined`)) return;
    const problem = await problemOf(run, []);
    if (problem !== undefined) expectOwnWords(name, 'nothing', problem);
  });
}

function expectOwnWords(name: string, given: string, problem: unknown): void {
  expect(problem, given).toBeInstanceOf(Error);
  const { message } = problem as Error;
  expect(message, given).not.toMatch(raw);
  expect(
    message.startsWith(`${name}: `),
    `${given} must be answered with "${name}: …", got "${message}"`,
  ).toBe(true);
}

/** What a call throws, or what its promise or its generator rejects with first; undefined if it works. */
async function problemOf(run: (...values: unknown[]) => unknown, values: unknown[]): Promise<unknown> {
  try {
    const result = await run(...values);
    if (isGenerator(result)) await result.next();
    return undefined;
  } catch (error) {
    return error ?? new Error('nothing was thrown');
  }
}

function isGenerator(value: unknown): value is AsyncGenerator {
  return typeof (value as Partial<AsyncGenerator> | null | undefined)?.next === 'function';
}
