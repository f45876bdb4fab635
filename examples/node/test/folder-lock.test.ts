import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../src/failure';
import { lockFolder } from '../src/runs/folder-lock';
import { createRunFolder } from '../src/runs/run-folder';
import { emptyFolder } from './run-nin';

/** A process that locks `run.lock` in a folder as `lockFolder` does, and never gives it free. */
async function otherOwner(folder: string): Promise<{ kill: () => Promise<void> }> {
  const module = createRequire(import.meta.url).resolve('fs-native-extensions');
  const program = `
    const { tryLock } = require(${JSON.stringify(module)});
    const fd = require('node:fs').openSync('run.lock', 'a+');
    console.log(tryLock(fd, 2 ** 30, 1));
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['-e', program], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const answer = await new Promise((resolve) => child.stdout.once('data', (text) => resolve(String(text))));
  expect(answer).toBe('true\n');
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

describe('lockFolder', () => {
  test('is for one at a time, and names the owner', async () => {
    const folder = emptyFolder();
    const lock = await lockFolder(folder);
    const refused = await lockFolder(folder).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UsageError);
    expect((refused as Error).message).toMatch(
      new RegExp(`^${folder} is in use by process ${process.pid} on ${hostname()} since \\d{4}-.*Z$`),
    );
    await lock.release();
    expect(existsSync(join(folder, 'run.lock'))).toBe(false);
    const next = await lockFolder(folder);
    await next.requireHeld();
    await next.release();
  });

  test('is free when its owner is killed, and the file of the owner is taken over', async () => {
    const folder = emptyFolder();
    const owner = await otherOwner(folder);
    await expect(lockFolder(folder)).rejects.toThrow(`${folder} is in use by another process`);
    await owner.kill();
    const lock = await lockFolder(folder);
    expect(readFileSync(join(folder, 'run.lock'), 'utf8')).toContain(`"pid":${process.pid},`);
    await lock.release();
  });

  test('a file that says nothing sensible is shown to nobody', async () => {
    const folder = emptyFolder();
    writeFileSync(
      join(folder, 'run.lock'),
      JSON.stringify({ pid: 1, host: 'x\n\u001b[2J', since: '2026-01-01' }),
    );
    const owner = await otherOwner(folder);
    await expect(lockFolder(folder)).rejects.toThrow(/ is in use by another process$/);
    await owner.kill();
  });

  test.each<[what: string, change: (folder: string) => void]>([
    ['deleted', (folder) => rmSync(folder, { recursive: true })],
    ['moved', (folder) => renameSync(folder, `${folder}-elsewhere`)],
    [
      'replaced',
      (folder) => {
        renameSync(folder, `${folder}-elsewhere`);
        mkdirSync(folder);
      },
    ],
    ['without its lock', (folder) => rmSync(join(folder, 'run.lock'))],
  ])('is lost when the folder is %s', async (_, change) => {
    const folder = join(emptyFolder(), 'run');
    mkdirSync(folder);
    const lock = await lockFolder(folder);
    change(folder);
    await expect(lock.requireHeld()).rejects.toThrow(`${folder} was deleted, moved or replaced`);
    await lock.release();
    expect(existsSync(join(folder, 'run.lock'))).toBe(false);
  });
});

describe('createRunFolder', () => {
  test('gives a folder to one of several', async () => {
    const path = join(emptyFolder(), 'above', 'run');
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => createRunFolder(path, 'tiny')));
    const owners = results.filter(({ status }) => status === 'fulfilled');
    expect(owners).toHaveLength(1);
  });

  test('leaves a folder with anything in it as it is', async () => {
    const path = emptyFolder();
    writeFileSync(join(path, 'thesis.tmp'), 'mine');
    await expect(createRunFolder(path, 'tiny')).rejects.toThrow('--out must be a new or an empty folder');
    expect(existsSync(join(path, 'run.lock'))).toBe(false);
    expect(readFileSync(join(path, 'thesis.tmp'), 'utf8')).toBe('mine');
  });

  test('takes a folder that holds only what a killed start left', async () => {
    const path = emptyFolder();
    writeFileSync(join(path, 'run.lock'), '');
    writeFileSync(join(path, 'config.json.0123456789ab.tmp'), '{"vers');
    const folder = await createRunFolder(path, 'tiny');
    expect(existsSync(join(path, 'config.json.0123456789ab.tmp'))).toBe(false);
    await folder.lock.release();
  });

  test('names without --out are unique', async () => {
    const before = process.cwd();
    process.chdir(emptyFolder());
    try {
      const folders = await Promise.all(Array.from({ length: 5 }, () => createRunFolder(undefined, 'tiny')));
      expect(new Set(folders.map(({ path }) => path)).size).toBe(5);
      await Promise.all(folders.map(({ lock }) => lock.release()));
    } finally {
      process.chdir(before);
    }
  });
});
