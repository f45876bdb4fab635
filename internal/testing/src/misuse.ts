import { expect, test } from 'vitest';

/** Arguments of a valid call of a public function, by name and in order. */
export interface WorkingCall {
  arguments: Record<string, unknown>;
  /** Wrong values that are valid here, as `argument: kind`, such as `options: undefined` if all options have defaults. */
  accepts?: readonly string[];
  /** Valid values, as in `accepts`, that are not tried, for example because they need the network. */
  untried?: readonly string[];
}

/** Wrong values by kind. New values each time, because a promise or function must not be reused. */
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

/** Messages of JavaScript engines for values of the wrong type, which an argument check must prevent. */
const raw =
  /Cannot (read|set|destructure|convert|use)|is not (a function|iterable|a constructor|an object|async iterable)|undefined is|is not defined|Invalid array length|\[object /;

/**
 * Tests that every public function of a package checks its arguments: without arguments, and with a wrong value for each argument in
 * turn, it throws or rejects with a message that begins with its name.
 *
 * @param api exports of the package. Each function needs a valid call. Classes are ignored.
 */
export function testMisuse(api: object, calls: Readonly<Record<string, WorkingCall>>): void {
  const functions = Object.entries(api).filter(
    (entry): entry is [string, (...values: unknown[]) => unknown] =>
      typeof entry[1] === 'function' && !/^class\b/.test(Function.prototype.toString.call(entry[1])),
  );

  test('every public function is tried with wrong arguments', () => {
    expect(Object.keys(calls).sort()).toEqual(functions.map(([name]) => name).sort());
  });

  test.each(functions)('%s refuses wrong arguments with its own message', async (name, run) => {
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
    expect(accepted.sort(), 'accepted values').toEqual([...accepts].sort());
    // No arguments is the same as undefined for the first argument.
    if (untried.includes(`${names[0]}: undefined`)) return;
    const problem = await problemOf(run, []);
    if (problem !== undefined) expectOwnWords(name, 'nothing', problem);
  });
}

function expectOwnWords(name: string, given: string, problem: unknown): void {
  expect(problem, given).toBeInstanceOf(Error);
  const { message } = problem as Error;
  expect(message, given).not.toMatch(raw);
  expect(message.startsWith(`${name}: `), `${given} must throw "${name}: …", got "${message}"`).toBe(true);
}

/** Returns the error of a call, or of its promise or generator, or undefined if the call succeeds. */
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
