/**
 * Runs the packages' Node tests, and a short training by the built command, on the newest Node: the tests run on whichever
 * Node one has, and users have others. That Node comes from npm once, into a folder of its own: as a dependency of the
 * repository it would take the place of `node` in every script.
 *
 * usage: node tools/test-newest-node.js [VITEST OPTION…]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '26.10.0';

const { platform, arch } = process;
const windows = platform === 'win32';
/** The packages that hold the binary are named by the npm package `node`. */
const source = `node${platform === 'darwin' && arch === 'arm64' ? '-bin' : ''}-${windows ? 'win' : platform}-${arch}`;

const repository = fileURLToPath(new URL('..', import.meta.url));
const folder = join(repository, 'node_modules/.cache/newest-node', version);
const newest = join(folder, 'node_modules', source, 'bin', windows ? 'node.exe' : 'node');

/** Runs a command on this terminal and returns its status. */
function run(command, parameters, options = {}) {
  const { status, error } = spawnSync(command, parameters, { stdio: 'inherit', cwd: repository, ...options });
  if (error) console.error(error.message);
  return status ?? 1;
}

if (!existsSync(newest)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const install = ['install', ...quiet, '--prefix', folder, `${source}@${version}`];
  process.exitCode = run('npm', install, { cwd: folder, shell: windows });
}

if (!process.exitCode) {
  const tests = ['packages', 'examples/node/test/plain-tfjs.test.ts'];
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
  console.log(`Node ${version}`);
  process.exitCode = run(newest, [vitest, 'run', '--project=!browser', ...tests, ...process.argv.slice(2)], {
    env: { ...process.env, PATH: dirname(newest) + delimiter + process.env.PATH },
  });
}
