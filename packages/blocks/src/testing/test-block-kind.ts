import { requireArray, requireBackend, requireOptions, requireString, type OptionNames } from '@nin/checks';
import { engine } from '@tensorflow/tfjs-core';
import { kindsOf } from '../check-spec';
import type { BlockKind } from '../define-block';
import { badValuesAreProblems } from './checks/bad-values';
import { buildIsPure } from './checks/pure-build';
import { countsItsMacs } from './checks/counted-macs';
import { canBeDrawn } from './checks/drawing';
import { everyFieldMatters } from './checks/fields-matter';
import { gradientsAreRight } from './checks/gradients';
import { leavesNoTensor } from './checks/leaks';
import { learns } from './checks/learning';
import { plannedAsBuilt } from './checks/planned-as-built';
import { savesAndLoads } from './checks/saving';
import { followsItsSeed } from './checks/seeds';
import { changesWidth } from './checks/widths';
import { onBackend } from './on-backend';
import { subjectsOf, type BlockSample, type Subject } from './subject';

/** Registers a test, as `test` of vitest, jest and node:test does. */
export type RegisterTest = (name: string, run: () => Promise<void>) => unknown;

/** Options of {@link testBlockKind}. */
export interface TestBlockKindOptions {
  /** Called with the name of each test and the test. Default: the global `test`, which jest has, and vitest with `globals`. */
  test?: RegisterTest | undefined;
  /**
   * Names of the TensorFlow.js backends to test on, all of which must be imported: `['cpu', 'wasm']`. Default: the one that runs
   * when a test does.
   */
  backends?: readonly string[] | undefined;
}

const optionNames: OptionNames<TestBlockKindOptions> = { test: true, backends: true };

/** What every kind of block promises. */
interface Check {
  /** Completes "block kind nin". */
  promise: string;
  /** Of a sample, or of all of them. Throws an Error that says which promise is broken, and how. */
  run: (subject: Subject, all: readonly Subject[]) => void | Promise<void>;
}

/** Checks whose outcome is the same on every backend. */
const checks: readonly Check[] = [
  { promise: 'is built the same every time, of layers with names of their own', run: buildIsPure },
  { promise: 'has no field that does nothing', run: everyFieldMatters },
  { promise: 'refuses wrong fields, each at its place', run: badValuesAreProblems },
  { promise: 'can be drawn', run: canBeDrawn },
];

const tensorChecks: readonly Check[] = [
  { promise: 'has the shapes and weights that are planned', run: plannedAsBuilt },
  { promise: 'takes as many multiply-accumulates as it says', run: countsItsMacs },
  { promise: 'follows its seed', run: followsItsSeed },
  { promise: 'can be made wider and given other classes', run: changesWidth },
  { promise: 'has the right gradients', run: gradientsAreRight },
  { promise: 'saves and loads, and survives JSON', run: savesAndLoads },
  { promise: 'learns', run: learns },
  { promise: 'leaves no tensor behind', run: leavesNoTensor },
];

/**
 * Registers the tests that every kind of block must pass: what is planned is what is built and computed, multiply-accumulates
 * are counted again from what ran, gradients agree with finite differences, models save and load, specs survive JSON, every
 * field matters, wrong fields are problems at their place, blocks can be widened and drawn, follow their seed, learn, and leave
 * no tensor behind. A test that fails says which promise the kind breaks.
 *
 * ```js
 * import { test } from 'vitest'; // or from 'node:test'
 * testBlockKind(myKind, [{ filters: 4 }, { filters: 6, ratio: 2 }], { test });
 * ```
 *
 * @param samples several blocks of the kind, small ones, that use all of its fields: each is a network of that one block. They
 *   get a map of 8×7×3, or their own `inputShape`.
 * @throws RangeError or TypeError if an argument or a sample is wrong.
 */
export function testBlockKind<Kind extends BlockKind>(
  kind: Kind,
  samples: readonly BlockSample<Kind>[],
  options: TestBlockKindOptions = {},
): void {
  kindsOf('testBlockKind', [kind]);
  requireArray('testBlockKind: samples', samples);
  if (samples.length === 0) throw new RangeError('testBlockKind: samples must have at least one block');
  requireOptions('testBlockKind: options', options, optionNames);
  const { test = (globalThis as { test?: unknown }).test, backends } = options;
  requireTest(test);
  requireBackends(backends);
  const subjects = subjectsOf(kind, samples);

  const register = ({ promise, run }: Check, backend?: string) => {
    const name = `block kind ${kind.kind} ${promise}${backend === undefined ? '' : ` (${backend})`}`;
    test(name, () =>
      onBackend(backend ?? backends?.[0], async () => {
        requireBackend('testBlockKind', engine());
        for (const subject of subjects) await run(subject, subjects);
      }),
    );
  };
  checks.forEach((check) => register(check));
  for (const backend of backends ?? [undefined]) {
    tensorChecks.forEach((check) => register(check, backend));
  }
}

function requireTest(test: unknown): asserts test is RegisterTest {
  if (typeof test === 'function') return;
  throw new TypeError(
    "testBlockKind: test must be a function that registers a test: pass { test } of your test framework, such as import { test } from 'vitest'",
  );
}

function requireBackends(backends: unknown): void {
  if (backends === undefined) return;
  requireArray('testBlockKind: backends', backends);
  if (backends.length === 0) throw new RangeError('testBlockKind: backends must have at least one name');
  backends.forEach((name, i) => requireString(`testBlockKind: backends[${i}]`, name));
}
