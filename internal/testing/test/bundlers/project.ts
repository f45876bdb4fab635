import { execFile } from 'node:child_process';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { repository } from '../../src/workspace';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));

/** Runs a command in a folder. npm sees none of the variables our own npm has set. */
export async function runIn(folder: string, command: string, ...parameters: string[]): Promise<string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_ENV$|VITEST)/.test(name)),
  );
  const { stdout } = await run(command, parameters, {
    cwd: folder,
    env: { ...env, NEXT_TELEMETRY_DISABLED: '1' },
    maxBuffer: 2 ** 26,
  }).catch((error: Error & { stdout?: string; stderr?: string }) => {
    throw new Error(
      `${command} ${parameters.join(' ')}\n${error.message}\n${error.stdout ?? ''}\n${error.stderr ?? ''}`,
    );
  });
  return stdout;
}

/** Packs a package of ours as it is published, and gives the tarball's path. */
export async function packInto(folder: string, packageFolder: string): Promise<string> {
  const packed = await runIn(
    folder,
    'npm',
    'pack',
    join(repository, packageFolder),
    '--ignore-scripts',
    '--json',
  );
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  return join(folder, filename);
}

/**
 * Makes a user's project: some packages as npm installs them, the pages, and the repository's Next. Other bundlers are
 * called from here, so they need not be in it.
 */
export async function makeProject(project: string, packages: readonly string[]): Promise<void> {
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  await runIn(project, 'npm', 'install', ...quiet, ...packages);
  await cp(join(here, 'page'), join(project, 'page'), { recursive: true });
  await cp(join(here, 'next'), join(project, 'next'), { recursive: true });
  for (const name of ['next', 'react', 'react-dom']) {
    await symlink(join(repository, 'node_modules', name), join(project, 'node_modules', name));
  }
}
