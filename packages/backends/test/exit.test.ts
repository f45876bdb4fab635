import { expect, test } from 'vitest';
import { runProgram } from './run-program';

test('a process with threads exits', () => {
  expect(runProgram('convolve.js', 'end')).toMatchObject({ status: 0, stdout: '4 threads, 144\n' });
});

test('a process with threads exits after an error', () => {
  const { status, stderr } = runProgram('convolve.js', 'throw');
  expect(status).toBe(1);
  expect(stderr).toContain('on purpose');
});

test('a process with running threads can call exit', () => {
  expect(runProgram('convolve.js', 'exit')).toMatchObject({ status: 7, stdout: '4 threads, 144\n' });
});
