import { describe, expect, test } from 'vitest';
import { interruptProgram, runProgram } from './run-program';

/** The output of the program before it ends: the backend, its device, that it learned, that no global is left. */
const output = 'webgpu software true true\n';

// Dawn's threads have occasionally crashed processes at exit.
const often = { repeats: 2 };

describe('a process that has computed on WebGPU', () => {
  test('exits', often, () => {
    expect(runProgram('webgpu.js', 'end')).toEqual({ status: 0, signal: null, stdout: output, stderr: '' });
  });

  test('exits with pending work that is never read', often, () => {
    expect(runProgram('webgpu.js', 'unread')).toEqual({
      status: 0,
      signal: null,
      stdout: output,
      stderr: '',
    });
  });

  test.each(['throw', 'reject'])('exits with status 1 and the message after an error: %s', often, (how) => {
    const { status, signal, stderr } = runProgram('webgpu.js', how);
    expect({ status, signal }).toEqual({ status: 1, signal: null });
    expect(stderr).toContain('on purpose');
  });

  test('exits immediately when it calls exit during work', often, () => {
    expect(runProgram('webgpu.js', 'exit')).toEqual({ status: 7, signal: null, stdout: output, stderr: '' });
  });

  test('ends on an interrupt during work', often, async () => {
    const { status, signal, stderr } = await interruptProgram('webgpu.js', 'forever', 'working');
    expect(status === 130 || signal === 'SIGINT', `${status} ${signal} ${stderr}`).toBe(true);
  });
});
