import { expect, test } from 'vitest';
import { runProgram } from './run-program';

test('an error of selectBackend that nobody catches is what Node prints, and the status is 1', () => {
  const { status, stdout, stderr } = runProgram('fail.js', 'select');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '0 0\n' });
  expect(stderr).toContain("Error: selectBackend: no backend for 'webgl': webgl: Node has no WebGL");
  // The message, the line of the source that threw, and the stack: no page of minified tfjs.
  expect(stderr.length).toBeLessThan(3000);
  expect(stderr).not.toContain('tfjs-backend-wasm');
});

test('so are errors of the program itself', () => {
  const { status, stderr } = runProgram('fail.js', 'throw');
  expect(status).toBe(1);
  expect(stderr).toContain('Error: on purpose');
  expect(stderr).not.toContain('tfjs-backend-wasm');
});

test('a handler that the program adds meanwhile stays', () => {
  expect(runProgram('fail.js', 'handler')).toMatchObject({ status: 0, stdout: '0 1\nseen\n' });
});
