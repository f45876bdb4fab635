import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { foldersIn, repository } from './workspace';

/** A copy of the working tree with its own git repository, in which a test can version and publish. */
export interface RepositoryCopy {
  path: string;
  /** Runs a command and resolves with its exit status, even if it fails. */
  run: (command: string, parameters: readonly string[], env?: Record<string, string>) => Promise<Ended>;
  /** Commits everything. */
  commit: () => Promise<void>;
  /** Changes a package.json. */
  edit: (manifest: string, change: (manifest: Record<string, unknown>) => void) => Promise<void>;
  remove: () => Promise<void>;
}

/** Result of a command. */
interface Ended {
  status: number | null;
  /** Standard output and standard error. */
  output: string;
}

/** Copies the files that git tracks or would track. Dependencies are links to the repository; its own packages link into the copy. */
export async function copyRepository(): Promise<RepositoryCopy> {
  const path = await mkdtemp(join(tmpdir(), 'nin-release-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
  });
  for (const file of new Set(files.split('\0').filter(Boolean))) {
    if (!existsSync(join(repository, file))) continue;
    await mkdir(dirname(join(path, file)), { recursive: true });
    await cp(join(repository, file), join(path, file));
  }
  await linkDependencies(path);

  const run: RepositoryCopy['run'] = (command, parameters, env = {}) => {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_ENV$|VITEST)/.test(name));
    const options = {
      cwd: path,
      env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...env },
      maxBuffer: 2 ** 26,
    };
    return new Promise((resolve) => {
      const child = execFile(command, [...parameters], options, (_failed, stdout, stderr) =>
        resolve({ status: child.exitCode, output: stdout + stderr }),
      );
    });
  };
  const git = async (...parameters: string[]) => {
    const { status, output } = await run('git', [
      '-c',
      'user.name=a',
      '-c',
      'user.email=a@localhost',
      ...parameters,
    ]);
    if (status !== 0) throw new Error(`git ${parameters.join(' ')}: ${output}`);
  };
  await git('init', '--quiet', '--initial-branch=main');
  return {
    path,
    run,
    async commit() {
      await git('add', '--all');
      await git('commit', '--quiet', '--no-verify', '--message=Working tree');
    },
    async edit(manifest, change) {
      const content = JSON.parse(await readFile(join(path, manifest), 'utf8')) as Record<string, unknown>;
      change(content);
      await writeFile(join(path, manifest), JSON.stringify(content, null, 2) + '\n');
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

async function linkDependencies(copy: string): Promise<void> {
  const workspaces = ['packages', 'examples', 'internal'].flatMap(foldersIn);
  for (const folder of workspaces.map((workspace) => `${workspace}/node_modules`)) {
    if (existsSync(join(repository, folder))) await symlink(join(repository, folder), join(copy, folder));
  }
  for (const scope of ['node_modules', 'node_modules/@nin']) {
    await mkdir(join(copy, scope));
    for (const entry of await readdir(join(repository, scope), { withFileTypes: true })) {
      const original = join(repository, scope, entry.name);
      if (entry.name === '@nin' || entry.name === '.cache') continue;
      // A relative link leads to a package of the repository, and in the copy to the package of the copy.
      await symlink(
        entry.isSymbolicLink() ? await readlink(original) : original,
        join(copy, scope, entry.name),
      );
    }
  }
}
