import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Reply } from '../measure/reply';

/** Options of {@link runInProcess}. */
export interface ProcessOptions {
  /** After which the process is killed: one that hangs must not stop the rest. */
  limitSeconds: number;
  /** Default: that of this process. */
  env?: NodeJS.ProcessEnv;
}

/**
 * Does one job in a new process: tfjs has one engine per process, and memory must be fresh.
 *
 * Never fails: a process that crashes or hangs is a job that cannot be done, with the reason.
 *
 * @param script replies to the job that it is sent; see `replyToParent`.
 */
export function runInProcess<Measured>(
  script: URL,
  job: object,
  { limitSeconds, env }: ProcessOptions,
): Promise<Reply<Measured>> {
  // What tfjs prints goes to stderr: stdout is for the tables.
  const child = fork(fileURLToPath(script), { stdio: ['ignore', 2, 2, 'ipc'], env });
  return new Promise((resolve) => {
    const stop = setTimeout(() => {
      resolve({ cannot: `it did not end within ${limitSeconds} s` });
      child.kill('SIGKILL');
    }, 1000 * limitSeconds);
    let reply: Reply<Measured> | undefined;
    child.once('message', (message) => (reply = message as Reply<Measured>));
    child.once('error', (error) => resolve({ cannot: error.message }));
    // The next job begins when this process is gone, so that it has the machine to itself.
    child.once('close', (code, signal) => {
      clearTimeout(stop);
      resolve(reply ?? { cannot: `its process ended with ${signal ?? `exit code ${code}`}` });
    });
    child.send(job);
  });
}
