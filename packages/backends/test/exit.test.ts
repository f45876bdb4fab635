import { expect, test } from 'vitest';
import { runProgram } from './run-program';

test('threads do not keep a process alive', () => {
  expect(runProgram('convolve.js', 'end')).toMatchObject({ status: 0, stdout: '4 threads, 144\n' });
});

test('nor one that fails', () => {
  const { status, stderr } = runProgram('convolve.js', 'throw');
  expect(status).toBe(1);
  expect(stderr).toContain('on purpose');
});

test('nor one that exits while they are there', () => {
  expect(runProgram('convolve.js', 'exit')).toMatchObject({ status: 7, stdout: '4 threads, 144\n' });
});
