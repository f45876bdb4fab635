import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { CifarProgress } from '../src/progress';
import { sendFile } from './fixtures/file-server';
import type { Task } from './fixtures/load-in-process';
import {
  isTiny,
  loadTiny,
  requireCleanCache,
  serve,
  tarball,
  temporaryFolder,
  tiny,
  tinyPackage,
  useRegistry,
} from './fixtures/loading';

const script = fileURLToPath(new URL('fixtures/load-in-process.js', import.meta.url));

type Output = (Partial<CifarProgress> & { train?: number; labels?: number[] })[];

interface Loader {
  process: ChildProcess;
  /** What it has printed so far. */
  output: () => Output;
  ended: Promise<unknown>;
}

/** Another process that loads the tiny data set. */
function startLoader(cacheDirectory: string): Loader {
  const task: Task = { dataset: tiny.dataset, npmPackage: tinyPackage(tarball), cacheDirectory };
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  return {
    process: child,
    output: () =>
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Output[number]),
    ended: once(child, 'close'),
  };
}

const waiting = 'waiting for another process that is downloading tiny CIFAR-10';
const isWaiting = ({ output }: Loader): boolean => output().some(({ message }) => message === waiting);

test('concurrent processes share one download', async () => {
  const send: (() => void)[] = [];
  const server = await serve((request, response) => send.push(() => sendFile(request, response, tarball)));
  useRegistry(server.url);
  const cacheDirectory = join(await temporaryFolder(), 'cache');
  const loaders = [1, 2, 3].map(() => startLoader(cacheDirectory));
  await vi.waitUntil(() => send.length === 1 && loaders.filter(isWaiting).length === 2, { timeout: 30_000 });
  send[0]();
  await Promise.all(loaders.map(({ ended }) => ended));
  for (const { output } of loaders) {
    expect(output().at(-1)).toEqual({
      train: 60,
      test: 20,
      labels: [...tiny.images['test_batch.bin'].labels],
    });
  }
  expect(server.requests).toHaveLength(1);
  await requireCleanCache(cacheDirectory);
});

test('the lock and the partial file of a killed process are taken over', async () => {
  const half = tarball.length >> 1;
  const cacheDirectory = await temporaryFolder();
  const partial = join(cacheDirectory, 'tiny-cifar-1.0.0.tgz.partial');
  const server = await serve((request, response, number) =>
    sendFile(request, response, tarball, number === 0 ? { stallAfter: half } : {}),
  );
  useRegistry(server.url);
  const first = startLoader(cacheDirectory);
  await vi.waitUntil(() => existsSync(partial) && statSync(partial).size === half, { timeout: 20_000 });
  first.process.kill('SIGKILL');
  await first.ended;

  const { splits, notices } = await loadTiny({ cacheDirectory });
  expect(isTiny(splits)).toBe(true);
  expect(notices).toContain(waiting);
  expect(server.requests[1].headers.range).toBe(`bytes=${half}-`);
  await requireCleanCache(cacheDirectory);
});

test('a process that loses its lock stops with an error', async () => {
  const cacheDirectory = await temporaryFolder();
  const server = await serve((request, response, number) => {
    // As if another process had taken the lock over.
    if (number === 0) void rm(join(cacheDirectory, 'tiny-batches-bin.lock'), { recursive: true });
    else sendFile(request, response, tarball);
  });
  useRegistry(server.url);
  await expect(loadTiny({ cacheDirectory })).rejects.toThrow(
    'another process took over the lock of the cache; load again',
  );
  expect(await readdir(cacheDirectory)).toEqual([]);
  expect(isTiny((await loadTiny({ cacheDirectory })).splits)).toBe(true);
});

test('waiting for another process can be aborted', async () => {
  const server = await serve((request, response) => sendFile(request, response, tarball));
  useRegistry(server.url);
  const cacheDirectory = await temporaryFolder();
  await mkdir(join(cacheDirectory, 'tiny-batches-bin.lock'));
  const controller = new AbortController();
  const load = loadTiny({
    cacheDirectory,
    settings: { lockStaleMs: 60_000 },
    signal: controller.signal,
    onProgress: ({ phase }) => {
      if (phase === 'notice') controller.abort(new Error('enough'));
    },
  });
  await expect(load).rejects.toThrow('enough');
  expect(server.requests).toHaveLength(0);
});
