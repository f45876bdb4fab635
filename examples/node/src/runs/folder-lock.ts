import { open, readFile, rm, stat, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { reasonOf, UsageError, warn } from '../failure';

/** The file that names the process which writes to the folder. */
export const lockFileName = 'run.lock';

/** A folder that this process alone writes to. */
export interface FolderLock {
  /**
   * Throws a UsageError if the folder, or its lock, was deleted, moved or replaced since the folder was locked. Called before
   * each write, so that nothing is written to an unexpected place.
   */
  requireHeld: () => Promise<void>;
  /** Releases the folder and removes the lock file. */
  release: () => Promise<void>;
}

/** The locked byte. Windows keeps others from reading locked bytes, so it lies after the text, which names the owner. */
const lockedByte = 2 ** 30;

/**
 * Locks a folder for this process.
 *
 * The kernel holds the lock, so it is gone when the process is, even when killed. The file of a killed process stays and is
 * taken over. Where the file system or the platform has no locks, a warning says so and the folder is used without one.
 *
 * @throws UsageError if another process has the folder, or the folder cannot be written to.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, lockFileName);
  for (;;) {
    const file = await openLockFile(folder, path);
    try {
      if (!(await tryLock(folder, file))) {
        throw new UsageError(`${folder} is in use by ${await lockOwner(path)}`);
      }
      // The previous owner removes its file while it holds it: then the file locked here is no longer in the folder.
      if ((await identityOf(path)) === identity(await file.stat({ bigint: true }))) {
        return await ownedLock(folder, path, file);
      }
    } catch (error) {
      await file.close();
      throw error;
    }
    await file.close();
  }
}

async function openLockFile(folder: string, path: string): Promise<FileHandle> {
  try {
    return await open(path, 'a+');
  } catch (error) {
    throw new UsageError(`${folder} cannot be written to: ${reasonOf(error)}`);
  }
}

async function ownedLock(folder: string, path: string, file: FileHandle): Promise<FolderLock> {
  const own = [identity(await file.stat({ bigint: true })), await identityOf(folder)].join();
  await file.truncate(0);
  await file.writeFile(ownerText({ pid: process.pid, host: hostname(), since: new Date().toISOString() }));
  let open = true;
  const isHeld = async () => open && [await identityOf(path), await identityOf(folder)].join() === own;
  return {
    async requireHeld() {
      if (await isHeld()) return;
      throw new UsageError(
        `${folder} was deleted, moved or replaced while this process wrote to it: nothing more is written`,
      );
    },
    async release() {
      if (!open) return;
      // Removed while it is still locked, so that no other process's file is ever removed.
      if (await isHeld()) await rm(path, { force: true });
      open = false;
      await file.close();
    },
  };
}

/** Returns a unique identity of a file or folder; undefined if there is no such file. */
async function identityOf(path: string): Promise<string | undefined> {
  try {
    return identity(await stat(path, { bigint: true }));
  } catch {
    return undefined;
  }
}

function identity({ dev, ino }: { dev: bigint; ino: bigint }): string {
  return `${dev}:${ino}`;
}

/** Whether the lock was free, or there are no locks here. */
async function tryLock(folder: string, file: FileHandle): Promise<boolean> {
  try {
    const { tryLock: tryKernelLock } = await import('fs-native-extensions');
    return tryKernelLock(file.fd, lockedByte, 1);
  } catch (error) {
    // Windows reports a lock that another process holds as busy.
    if ((error as NodeJS.ErrnoException).code === 'EBUSY') return false;
    warn(`${folder} is not locked: start no second run in it (${reasonOf(error)})`);
    return true;
  }
}

/** The process that has a folder. */
interface LockOwner {
  pid: number;
  host: string;
  /** When the process locked the folder, as ISO 8601. */
  since: string;
}

/** Returns the content of a lock file. Only messages use it: the lock is the kernel's. */
function ownerText(owner: LockOwner): string {
  return `${JSON.stringify(owner)}\n`;
}

/** Returns the owner of a lock file as messages name it. */
async function lockOwner(path: string): Promise<string> {
  try {
    const { pid, host, since } = JSON.parse(await readFile(path, 'utf8')) as LockOwner;
    // The file may be third-party, and goes to a terminal.
    const plain = Number.isSafeInteger(pid) && /^[\w.-]+$/.test(host) && !Number.isNaN(Date.parse(since));
    if (plain) return `process ${pid} on ${host} since ${new Date(since).toISOString().slice(0, 19)}Z`;
  } catch {
    // The owner has not written it yet.
  }
  return 'another process';
}
