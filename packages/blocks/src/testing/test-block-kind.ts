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

/** Registers a test, like `test` of vitest, jest and node:test. */
export type RegisterTest = (name: string, run: () => Promise<void>) => unknown;

/** Options of {@link testBlockKind}. */
export interface TestBlockKindOptions {
  /** Called with the name and the function of each test. Default: the global `test` of jest, or of vitest with `globals`. */
  test?: RegisterTest | undefined;
  /**
   * Names of the TensorFlow.js backends to test, which must be imported: `['cpu', 'wasm']`. Default: the current backend when a
   * test runs.
   */
  backends?: readonly string[] | undefined;
}

const optionNames: OptionNames<TestBlockKindOptions> = { test: true, backends: true };

/** A rule for all kinds of block. */
interface Check {
  /** Completes "block kind nin". */
  promise: string;
  /** Checks one sample, or all of them. Throws an Error that describes the problem. */
  run: (subject: Subject, all: readonly Subject[]) => void | Promise<void>;
}

/** Checks that do not depend on the backend. */
const checks: readonly Check[] = [
  { promise: 'builds deterministically, with unique layer names', run: buildIsPure },
  { promise: 'has no field without effect', run: everyFieldMatters },
  { promise: 'reports invalid fields at their path', run: badValuesAreProblems },
  { promise: 'can be drawn', run: canBeDrawn },
];

const tensorChecks: readonly Check[] = [
  { promise: 'has the planned shapes and weights', run: plannedAsBuilt },
  { promise: 'has the reported multiply-accumulates', run: countsItsMacs },
  { promise: 'follows its seed', run: followsItsSeed },
  { promise: 'can be widened and given other classes', run: changesWidth },
  { promise: 'has correct gradients', run: gradientsAreRight },
  { promise: 'saves and loads, and survives JSON', run: savesAndLoads },
  { promise: 'learns', run: learns },
  { promise: 'leaks no tensors', run: leavesNoTensor },
];

/**
 * Registers the tests that every kind of block must pass: built layers match the planned shapes, weights and
 * multiply-accumulates; gradients agree with finite differences; models save and load; specs survive JSON; every field has an
 * effect, and invalid fields are reported at their path; blocks can be widened and drawn, follow their seed, learn, and leak no
 * tensors. The message of a failing test describes what the kind does wrong.
 *
 * ```js
 * import { test } from 'vitest'; // or from 'node:test'
 * testBlockKind(myKind, [{ filters: 4 }, { filters: 6, ratio: 2 }], { test });
 * ```
 *
 * @param samples several small blocks that use all fields of the kind. Each is tested as a network of this one block, with an
 *   input of 8×7×3 or its own `inputShape`.
 * @throws RangeError or TypeError if an argument or a sample is invalid.
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
