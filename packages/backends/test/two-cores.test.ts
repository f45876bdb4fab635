import { expect, test } from 'vitest';
import { runProgram } from './run-program';

test('a second copy of tfjs-core is reported', () => {
  const { stdout } = runProgram('two-cores.js');
  expect(stdout).toMatch(
    /^selectBackend: no backend for 'wasm': wasm: two copies of @tensorflow\/tfjs-core are loaded \('npm ls @tensorflow\/tfjs-core' shows them\)/m,
  );
});
