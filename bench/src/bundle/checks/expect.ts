import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

type Globals = Record<symbol, object>;

/** vitest's own `expect`, set up as vitest does, without its snapshots and polls, which need its runner. */
export const expect = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  { unreachable: (message?: string) => chai.assert.fail(message ?? 'this must not be reached') },
  (globalThis as unknown as Globals)[ASYMMETRIC_MATCHERS_OBJECT],
);
(globalThis as unknown as Globals)[GLOBAL_EXPECT] = expect;
setState({ assertionCalls: 0 }, expect as unknown as Parameters<typeof setState>[1]);
