import type { Fault, Operation } from './fault-plan';

/** The functions of `node:fs` as they are without faults. */
type Files = typeof import('node:fs');

/** An operation that is about to be done. */
export interface Attempt {
  operation: Operation;
  number: number;
  /** What would be written. */
  content: Buffer | undefined;
  /** Of the open file that would be written to. */
  fd: number | undefined;
  /** Whether a file would be made, or emptied. */
  create: boolean;
}

/** What a full disk has left; undefined while the disk is not full. */
let free: number | undefined;

/** Does what a fault does before an operation. Throws what the operation is to fail with. */
export function applyFault(files: Files, fault: Fault, attempt: Attempt): void {
  const { operation, number } = attempt;
  const reached = number === fault.at;
  switch (fault.kind) {
    case 'kill':
      if (!reached) return;
      if (fault.within) writeFirst(files, attempt, Math.floor(operation.bytes / 2));
      process.kill(process.pid, 'SIGKILL');
      return;
    case 'clockBack':
      if (reached) setClockBack();
      return;
    case 'remove':
      if (reached) files.rmSync(fault.path, { recursive: true });
      return;
    case 'rename':
      if (reached) files.renameSync(fault.path, `${fault.path}-renamed`);
      return;
    case 'readOnly':
      if (number >= fault.at && operation.changes) throw failure('EROFS', 'read-only file system', operation);
      return;
    case 'full':
      if (reached) free = Math.floor(operation.bytes / 2);
      if (free !== undefined) takeSpace(files, attempt, free);
  }
}

/** Keeps account of a full disk. Throws where an operation needs more than is left, after writing what fits. */
function takeSpace(files: Files, attempt: Attempt, left: number): void {
  const { operation, create } = attempt;
  const { name, bytes, paths } = operation;
  const replaces = create || ['rename', 'rm', 'unlink', 'truncate'].includes(name);
  const freed = replaces ? sizeOf(files, paths.at(-1)) : 0;
  // A new name takes a place in its folder: one byte in this account.
  const needed = bytes + (create || name === 'mkdir' ? 1 : 0);
  free = Math.max(left + freed - needed, bytes > 0 ? 0 : left);
  if (needed <= left + freed) return;
  if (bytes > 0) writeFirst(files, attempt, left + freed);
  throw failure('ENOSPC', 'no space left on device', operation);
}

function sizeOf(files: Files, path: string | undefined): number {
  return path === undefined ? 0 : (files.statSync(path, { throwIfNoEntry: false })?.size ?? 0);
}

function writeFirst(files: Files, { operation, content, fd }: Attempt, bytes: number): void {
  const part = content?.subarray(0, bytes);
  if (!part) return;
  if (fd !== undefined) files.writeSync(fd, part);
  else if (operation.name === 'appendFile') files.appendFileSync(operation.paths[0], part);
  else files.writeFileSync(operation.paths[0], part);
}

function failure(code: string, text: string, { name, paths }: Operation): Error {
  const message = `${code}: ${text}, ${name} '${paths[0]}'`;
  return Object.assign(new Error(message), { code, syscall: name, path: paths[0] });
}

function setClockBack(): void {
  const hour = 3_600_000;
  const Real = Date;
  globalThis.Date = class extends Real {
    static override now = () => Real.now() - hour;
    constructor(time: number | string = Real.now() - hour) {
      super(time);
    }
  } as DateConstructor;
}
