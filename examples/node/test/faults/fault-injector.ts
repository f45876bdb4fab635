/**
 * Is loaded before the command (`node --import`), and puts itself between the command and the functions of `node:fs`: it counts
 * the operations on one folder, and kills the process, refuses the operation and so on where the plan says.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { applyFault, type Attempt } from './apply-fault';
import { planVariable, type FaultPlan, type Operation } from './fault-plan';

const looking = ['access', 'lstat', 'opendir', 'readFile', 'readdir', 'realpath', 'stat', 'statfs'];
const changing = [
  'appendFile',
  'copyFile',
  'cp',
  'link',
  'mkdir',
  'mkdtemp',
  'rename',
  'rm',
  'rmdir',
  'symlink',
].concat(['truncate', 'unlink', 'utimes', 'writeFile']);
const ofHandles = [
  'appendFile',
  'chmod',
  'close',
  'datasync',
  'read',
  'readFile',
  'readv',
  'stat',
  'sync',
].concat(['truncate', 'utimes', 'write', 'writeFile', 'writev']);
const writing = ['appendFile', 'write', 'writeFile', 'writev'];

type Call = (...args: unknown[]) => unknown;
type Functions = Record<string, Call>;

const plan = JSON.parse(process.env[planVariable] ?? 'null') as FaultPlan | null;
if (plan && isMainThread) inject(plan);
if (plan?.hasty && isMainThread) hasten();

function hasten(): void {
  const now = performance.now.bind(performance);
  let looks = 0;
  performance.now = () => now() + 600_000 * ++looks;
}

function inject({ folder, fault, log }: FaultPlan): void {
  const real = { ...fs };
  const done: Operation[] = [];
  // A function of Node may call others, which are no operations of the command's.
  let busy = false;

  function begin(name: string, paths: readonly unknown[], data?: unknown, fd?: number, create = false): void {
    const places = paths.map(pathOf).filter((path) => path !== undefined);
    if (busy || !places.some((path) => path === folder || path.startsWith(folder + sep))) return;
    const changes = create || changing.includes(name) || (writing.includes(name) && fd !== undefined);
    const content = changes ? bytesOf(data) : undefined;
    const operation = { name, paths: places, changes, bytes: content?.length ?? 0 };
    done.push(operation);
    if (!fault) return;
    const attempt: Attempt = { operation, number: done.length, content, fd, create };
    quietly(() => applyFault(real, fault, attempt));
  }

  function quietly<Result>(work: () => Result): Result {
    const before = busy;
    busy = true;
    try {
      return work();
    } finally {
      busy = before;
    }
  }

  const promises = fs.promises as unknown as Functions;
  const plain = fs as unknown as Functions;
  for (const name of [...looking, ...changing]) {
    const { [name]: asynchronous } = promises;
    const { [name]: withCallback, [`${name}Sync`]: synchronous } = plain;
    const announce = (args: unknown[]) =>
      begin(name, pathsOf(name, args), writing.includes(name) ? args[1] : undefined);
    if (asynchronous)
      promises[name] = async (...args) => {
        announce(args);
        return await asynchronous(...args);
      };
    if (synchronous)
      plain[`${name}Sync`] = (...args) => {
        announce(args);
        return quietly(() => synchronous(...args));
      };
    if (withCallback) plain[name] = calledBack(announce, withCallback);
  }
  const { existsSync } = real;
  fs.existsSync = (path) => {
    begin('exists', [path]);
    return quietly(() => existsSync(path));
  };

  const { open } = promises;
  promises.open = async (...args) => {
    begin('open', [args[0]], undefined, undefined, creates(args[1]));
    const handle = (await open(...args)) as Functions & { fd: number };
    for (const name of ofHandles) {
      const call = handle[name];
      handle[name] = async (...given) => {
        begin(name, [args[0]], writing.includes(name) ? partOf(name, given) : undefined, handle.fd);
        return await call.apply(handle, given);
      };
    }
    return handle;
  };
  // Nothing of ours opens files in another way; if that changes, operations would go uncounted.
  for (const name of ['openSync', 'createWriteStream']) {
    const call = plain[name];
    plain[name] = (...args) => {
      if (!busy && pathOf(args[0])?.startsWith(folder + sep))
        throw new Error(`fault injector: ${name} is not counted`);
      return call(...args);
    };
  }
  syncBuiltinESMExports();
  if (log !== undefined)
    process.on('exit', () => quietly(() => real.writeFileSync(log, JSON.stringify(done))));
}

function calledBack(announce: (args: unknown[]) => void, call: Call): Call {
  return (...args) => {
    try {
      announce(args);
    } catch (error) {
      const callback = args.at(-1) as (error: unknown) => void;
      process.nextTick(callback, error);
      return;
    }
    call(...args);
  };
}

function pathsOf(name: string, args: readonly unknown[]): unknown[] {
  return ['copyFile', 'cp', 'link', 'rename', 'symlink'].includes(name) ? args.slice(0, 2) : args.slice(0, 1);
}

function pathOf(path: unknown): string | undefined {
  if (path instanceof URL) return fileURLToPath(path);
  return typeof path === 'string' || Buffer.isBuffer(path) ? resolve(String(path)) : undefined;
}

function creates(flags: unknown): boolean {
  return typeof flags === 'string' ? /[wa+]/.test(flags) : typeof flags === 'number' && flags !== 0;
}

/** What a handle is about to write: of `write`, which may be given a part of a buffer, that part. */
function partOf(name: string, [data, offset, length]: readonly unknown[]): unknown {
  if (name === 'writev') return Buffer.concat(data as Uint8Array[]);
  if (name !== 'write' || !(data instanceof Uint8Array) || typeof offset !== 'number') return data;
  return data.subarray(offset, typeof length === 'number' ? offset + length : undefined);
}

function bytesOf(data: unknown): Buffer | undefined {
  if (data === undefined) return undefined;
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (typeof data === 'string') return Buffer.from(data);
  throw new Error('fault injector: only texts and buffers can be written by halves');
}
