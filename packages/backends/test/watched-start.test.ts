import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchedStart } from '../src/wasm/watched-start';

/** A stand-in for a page's thread; ignores its messages. */
class IdleWorker {
  onerror: ((event: ErrorEvent) => void) | null = null;
  sent: unknown[] = [];
  ended = false;

  postMessage(message: unknown): void {
    this.sent.push(message);
  }

  terminate(): void {
    this.ended = true;
  }
}

const postMessage = () => Object.getOwnPropertyDescriptor(IdleWorker.prototype, 'postMessage');
const before = postMessage();
beforeEach(() => void vi.stubGlobal('Worker', IdleWorker));
afterEach(() => {
  expect(postMessage()).toEqual(before);
  vi.unstubAllGlobals();
});

const load = (script = '') => ({
  cmd: 'load',
  urlOrBlob: new Blob([script]),
  wasmMemory: new WebAssembly.Memory({ initial: 1 }),
});

/** Starts threads as tfjs does; ends when the test says so. */
function startOf(threads: IdleWorker[], done: Promise<boolean> = new Promise(() => {})) {
  return () => {
    for (const thread of threads) thread.postMessage(load());
    return done;
  };
}

test('threads that do not report are terminated', async () => {
  const threads = [new IdleWorker(), new IdleWorker()];
  const outcome = await watchedStart(startOf(threads), { wait: 50 });
  expect(outcome).toEqual({ started: false, failure: 'it did not load within 0.05 s' });
  expect(threads.map(({ ended }) => ended)).toEqual([true, true]);
});

test('a thread that fails ends the start immediately', async () => {
  const threads = [new IdleWorker(), new IdleWorker()];
  const outcome = watchedStart(startOf(threads));
  await setImmediate();
  const event = Object.assign(new Event('error', { cancelable: true }), { message: 'e is not defined' });
  threads[1].onerror?.(event as ErrorEvent);
  expect(event.defaultPrevented).toBe(true);
  expect(await outcome).toEqual({ started: false, failure: 'e is not defined' });
  expect(threads.map(({ ended }) => ended)).toEqual([true, true]);
});

test('threads that have started are not touched', async () => {
  const threads = [new IdleWorker()];
  const handler = () => {};
  threads[0].onerror = handler;
  for (const started of [true, false]) {
    const outcome = await watchedStart(startOf(threads, Promise.resolve(started)));
    expect(outcome).toEqual({ started, failure: undefined });
  }
  expect(threads[0]).toMatchObject({ ended: false, onerror: handler });
});

test('a start that throws is not reported as a failed thread', async () => {
  const start = () => Promise.reject(new Error('no binary'));
  await expect(watchedStart(start)).rejects.toThrow('no binary');
});

test('the timeout starts when the binary has loaded', async () => {
  const start = () => new Promise<boolean>((resolve) => setTimeout(resolve, 60, true));
  expect(await watchedStart(start, { wait: 10 })).toEqual({ started: true, failure: undefined });
});

test('in the script of a thread undeclared names are undefined, and declared names keep their values', async () => {
  const thread = new IdleWorker();
  const script = `var run = function (inner) {
    'use strict';
    return [undeclared1, typeof undeclared2, inner, globalThis.Math === Math];
  }`;
  await watchedStart(() => {
    thread.postMessage(load(script));
    return Promise.resolve(true);
  });
  const { urlOrBlob } = thread.sent[0] as { urlOrBlob: Blob };
  // Indirect eval, so that the script has its own scope and is not strict.
  const evaluate = globalThis.eval;
  evaluate(await urlOrBlob.text());
  expect(evaluate('run(1)')).toEqual([undefined, 'undefined', 1, true]);
  Reflect.deleteProperty(globalThis, 'run');
});

test('other messages pass unchanged', async () => {
  const other = new IdleWorker();
  const messages = [undefined, null, 'load', { cmd: 'load' }, { cmd: 'load', urlOrBlob: 'a' }];
  await watchedStart(() => {
    for (const message of messages) other.postMessage(message);
    return Promise.resolve(true);
  });
  expect(other.sent).toHaveLength(messages.length);
  for (const [i, message] of messages.entries()) expect(other.sent[i]).toBe(message);
});
