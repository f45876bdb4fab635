import { describe, expect, test } from 'vitest';
import { interruptProgram, runProgram } from './run-program';

/** What the program tells before it ends: the backend, what is behind it, that it learned, that no global is left. */
const told = 'webgpu software true true\n';

// Dawn's threads have crashed processes at their end, now and then.
const often = { repeats: 2 };

describe('a process that has computed on WebGPU', () => {
  test('ends by itself', often, () => {
    expect(runProgram('webgpu.js', 'end')).toEqual({ status: 0, signal: null, stdout: told, stderr: '' });
  });

  test('ends by itself with work under way that nobody reads', often, () => {
    expect(runProgram('webgpu.js', 'unread')).toEqual({ status: 0, signal: null, stdout: told, stderr: '' });
  });

  test.each(['throw', 'reject'])('ends with 1 and the message after an error: %s', often, (how) => {
    const { status, signal, stderr } = runProgram('webgpu.js', how);
    expect({ status, signal }).toEqual({ status: 1, signal: null });
    expect(stderr).toContain('on purpose');
  });

  test('ends at once when it exits in the middle', often, () => {
    expect(runProgram('webgpu.js', 'exit')).toEqual({ status: 7, signal: null, stdout: told, stderr: '' });
  });

  test('ends by an interrupt while it computes', often, async () => {
    const { status, signal, stderr } = await interruptProgram('webgpu.js', 'forever', 'working');
    expect(status === 130 || signal === 'SIGINT', `${status} ${signal} ${stderr}`).toBe(true);
  });
});
