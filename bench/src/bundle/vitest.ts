/**
 * Replaces `vitest` in the bundle, for the tensor tests of `@nin/backends`: vitest's own runner, expectations and spies, which
 * need no vite. Importing a test registers it; `run-check.ts` runs it.
 */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';
import * as spies from '@vitest/spy';

export { afterAll, afterEach, beforeAll, beforeEach, describe, test } from '@vitest/runner';

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

type Globals = Record<symbol, object>;
const globals = globalThis as unknown as Globals;

/** vitest's own `expect`, set up as vitest does, without snapshots and polls. */
export const expect = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  chai.expect,
  globals[ASYMMETRIC_MATCHERS_OBJECT],
);
globals[GLOBAL_EXPECT] = expect;
setState({ assertionCalls: 0 }, expect as unknown as Parameters<typeof setState>[1]);

export const vi = spies;
