import { expect, test } from 'vitest';
import { runProgram } from './run-program';

test('Node prints an uncaught error of selectBackend and exits with status 1', () => {
  const { status, stdout, stderr } = runProgram('fail.js', 'select');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '0 0\n' });
  expect(stderr).toContain("Error: selectBackend: no backend for 'webgl': webgl: Node has no WebGL");
  // The message, the line of the source that threw, and the stack: no page of minified tfjs.
  expect(stderr.length).toBeLessThan(3000);
  expect(stderr).not.toContain('tfjs-backend-wasm');
});

test('Node prints an uncaught error of the program and exits with status 1', () => {
  const { status, stderr } = runProgram('fail.js', 'throw');
  expect(status).toBe(1);
  expect(stderr).toContain('Error: on purpose');
  expect(stderr).not.toContain('tfjs-backend-wasm');
});

test('a handler that the program adds during the start stays', () => {
  expect(runProgram('fail.js', 'handler')).toMatchObject({ status: 0, stdout: '0 1\nseen\n' });
});
