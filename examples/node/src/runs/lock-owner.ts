import { readFile } from 'node:fs/promises';

/** The process that has a folder. */
export interface LockOwner {
  pid: number;
  host: string;
  /** When the process locked the folder, as ISO 8601. */
  since: string;
}

/** Returns what a lock file says of its owner. Only messages use it: the lock is the kernel's. */
export function ownerText(owner: LockOwner): string {
  return `${JSON.stringify(owner)}\n`;
}

/** Returns the owner of a lock file as messages name it. */
export async function lockOwner(path: string): Promise<string> {
  try {
    const { pid, host, since } = JSON.parse(await readFile(path, 'utf8')) as LockOwner;
    // The file may be anyone's, and goes to a terminal.
    const plain = Number.isSafeInteger(pid) && /^[\w.-]+$/.test(host) && !Number.isNaN(Date.parse(since));
    if (plain) return `process ${pid} on ${host} since ${new Date(since).toISOString().slice(0, 19)}Z`;
  } catch {
    // The owner has not written it yet.
  }
  return 'another process';
}
