/**
 * Stands in for vitest where the tensor tests run without it: from a bundle, on a machine that has nothing. Importing a
 * test registers it here, and `runRegistered` runs it. Expectations and spies are vitest's own.
 */
import * as spies from '@vitest/spy';

export { afterAll, afterEach, beforeAll, beforeEach, describe, test } from './registry';
export { expect } from './expect';
export const vi = spies;
