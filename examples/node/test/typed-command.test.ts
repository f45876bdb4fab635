import { describe, expect, test } from 'vitest';
import { typedCommand } from '../src/terminal/typed-command';
import { runNin } from './run-nin';

const none = undefined;

describe('what a person types', () => {
  test.each([
    ['nin', '/usr/local/bin/nin', '/usr/local/lib/node_modules/@nin/cli/dist', none],
    ['nin', 'C:\\npm\\node_modules\\@nin\\cli\\bin\\nin.js', 'C:\\npm\\node_modules\\@nin\\cli\\dist', none],
    ['npx nin', '/home/a/app/node_modules/.bin/nin', '/home/a/app/node_modules/@nin/cli/dist', 'exec'],
    // A script of the project's package.json, `npm run teach`.
    ['npx nin', '/home/a/app/node_modules/.bin/nin', '/home/a/app/node_modules/@nin/cli/dist', 'run-script'],
    [
      'npx nin',
      'C:\\app\\node_modules\\@nin\\cli\\bin\\nin.js',
      'C:\\app\\node_modules\\@nin\\cli\\dist',
      'exec',
    ],
    [
      'npx @nin/cli',
      '/home/a/.npm/_npx/1f/node_modules/.bin/nin',
      '/home/a/.npm/_npx/1f/node_modules/@nin/cli/dist',
      'exec',
    ],
    ['npx nin', '/home/a/nin/node_modules/.bin/nin', '/home/a/nin/examples/node/dist', 'exec'],
    ['npx nin', '/home/a/nin/examples/node/bin/nin.js', '/home/a/nin/examples/node/dist', 'start'],
    ['npx nin', '/home/a/nin/examples/node/bin/nin.js', '/home/a/nin/examples/node/dist', none],
  ])('is %s where the script is %s', (typed, script, code, npmCommand) => {
    expect(typedCommand({ script, code, npmCommand })).toBe(typed);
  });

  test('is what the help says, in this repository', async () => {
    const { stdout } = await runNin(['shapes', '--help']);
    expect(stdout).toMatch(/^Usage: npx nin shapes /);
    expect(stdout).toContain('\n  npx nin shapes --spec lecture --input 1024x1024x3\n');
  });
});

test('nin --version says which version of @nin/cli it is', async () => {
  const { stdout, status } = await runNin(['--version']);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+(-\S+)?\n$/);
  expect(status).toBe(0);
});
