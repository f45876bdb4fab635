import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../bin/nin.js', import.meta.url));

/** How the command ended. */
export interface Ended {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** The command under way. */
export interface Running {
  process: ChildProcess;
  /** Resolves when the output so far matches. */
  printed: (pattern: RegExp) => Promise<void>;
  ended: Promise<Ended>;
}

/** An empty folder that the test may fill. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'nin-test-'));
}

/** Starts the built command as a person would, in a folder of its own. */
export function startNin(args: readonly string[], { cwd = emptyFolder(), env = {} } = {}): Running {
  const child = spawn(process.execPath, [command, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
  const printed = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => pattern.test(stdout) && resolve();
      child.stdout.on('data', look);
      look();
      void ended.then(() => reject(new Error(`ended without printing ${pattern}: ${stdout}${stderr}`)));
    });
  return { process: child, printed, ended };
}

/** Runs the built command to its end. */
export function runNin(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  return startNin(args, options).ended;
}
