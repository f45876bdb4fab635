import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('fixtures/convolve.js', import.meta.url));

/** Runs the program, which uses the package as built, with four threads; it is killed after 20 s. */
function run(mode: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, mode], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

test('threads do not keep a process alive', () => {
  expect(run('end')).toMatchObject({ status: 0, stdout: '4 threads, 144\n' });
});

test('nor one that fails', () => {
  const { status, stderr } = run('throw');
  // 7 and not 1: tfjs-backend-wasm throws uncaught errors once more.
  expect(status).toBe(7);
  expect(stderr).toContain('on purpose');
});

test('nor one that ends in the middle of an awaited training', () => {
  expect(run('exit')).toMatchObject({ status: 7, stdout: '4 threads, 144\n' });
});
