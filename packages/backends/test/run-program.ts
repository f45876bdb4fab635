import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const programPath = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** Runs a program of `fixtures`, which uses the built package, in a child process; it is killed after 20 s. */
export function runProgram(name: string, ...options: string[]) {
  return runProgramWith({}, programPath(name), ...options);
}

/** Runs any program in a child process, with additional environment variables. */
export function runProgramWith(variables: NodeJS.ProcessEnv, path: string, ...options: string[]) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [path, ...options], {
    encoding: 'utf8',
    timeout: 20_000,
    killSignal: 'SIGKILL',
    env: { ...process.env, ...variables },
  });
  return { status, signal, stdout, stderr };
}

/** Runs a program of `fixtures` until it has printed a word, interrupts it shortly afterwards, and returns how it ended. */
export async function interruptProgram(name: string, option: string, word: string) {
  const child = spawn(process.execPath, [programPath(name), option], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<{ status: number | null; signal: string | null }>((resolve) =>
    child.once('exit', (status, signal) => resolve({ status, signal })),
  );
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  let stdout = '';
  await new Promise<void>((resolve) =>
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.includes(word)) resolve();
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  child.kill('SIGINT');
  const hangs = setTimeout(() => child.kill('SIGKILL'), 10_000);
  const end = await ended;
  clearTimeout(hangs);
  return { ...end, stderr };
}
