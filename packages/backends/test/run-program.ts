import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs a program of `fixtures`, which uses the package as built, in a process of its own; it is killed after 20 s. */
export function runProgram(name: string, ...options: string[]) {
  const program = fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...options], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}
