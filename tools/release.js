/**
 * Publishes the packages whose version is new (`npm run release:publish`), and only what is versioned, committed, built and
 * checked. `changeset publish` alone would publish whatever lies in `dist`.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

/** Runs a command on this terminal, and says whether it succeeded. */
function succeeds(command, parameters, env = {}) {
  const { status } = spawnSync(command, parameters, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** Why nothing may be published, or undefined where all is well. Builds and checks on the way. */
function obstacle() {
  const pending = readdirSync('.changeset').filter((name) => name.endsWith('.md') && name !== 'README.md');
  if (pending.length > 0) {
    return `${pending.length} changesets are in no version yet: run \`npm run release:version\`, and commit what it writes`;
  }
  const { status, stdout } = spawnSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
  if (status !== 0) return 'git does not say whether all is committed';
  if (stdout !== '') return `what is published must be committed first:\n${stdout.trimEnd()}`;
  if (!succeeds('npm', ['run', '--silent', 'build'])) return 'the build failed';
  if (!succeeds('npm', ['run', '--silent', 'check'])) return 'the checks failed';
  return undefined;
}

const reason = obstacle();
if (reason !== undefined) {
  console.error(`Nothing was published: ${reason}`);
  process.exitCode = 1;
} else if (!succeeds('npx', ['changeset', 'publish'], { NIN_RELEASE: 'built and checked' })) {
  process.exitCode = 1;
}
