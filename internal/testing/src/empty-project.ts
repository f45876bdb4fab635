import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from './workspace';

const execute = promisify(execFile);

/** A new project outside of the repository. */
export interface EmptyProject {
  path: string;
  /** Runs a command in the project, or in one of its folders, and resolves to its standard output. */
  run: (command: string, parameters: readonly string[], options?: RunOptions) => Promise<string>;
  remove: () => Promise<void>;
}

/** Options of {@link EmptyProject.run}. */
interface RunOptions {
  /** Folder relative to the project. Default: the project itself. */
  folder?: string;
  /** Additional environment variables. */
  env?: Record<string, string>;
}

/** Options for a fast and quiet `npm install`. */
export const quietInstall = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];

/** Creates a folder with an empty package.json. Its commands do not inherit the variables of npm and vitest. */
export async function emptyProject(): Promise<EmptyProject> {
  const path = await mkdtemp(join(tmpdir(), 'nin-consumer-'));
  await writeFile(join(path, 'package.json'), '{ "private": true }');
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_ENV$|VITEST)/.test(name));
  return {
    path,
    async run(command, parameters, { folder = '.', env = {} } = {}) {
      const options = {
        cwd: join(path, folder),
        env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...env },
        maxBuffer: 2 ** 26,
      };
      const { stdout } = await execute(command, [...parameters], options).catch(
        (error: Error & { stdout?: string }) => {
          throw new Error(`${command} ${parameters.join(' ')}\n${error.message}\n${error.stdout ?? ''}`);
        },
      );
      return stdout;
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

/** Packs some packages of the repository into the project as for `npm publish`, and returns the paths of the tarballs. */
export function packed(project: EmptyProject, folders: readonly string[]): Promise<string[]> {
  return Promise.all(
    folders.map(async (folder) => {
      const parameters = ['pack', join(repository, folder), '--ignore-scripts', '--json'];
      const [{ filename }] = JSON.parse(await project.run('npm', parameters)) as [{ filename: string }];
      return join(project.path, filename);
    }),
  );
}
