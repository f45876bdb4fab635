import { syncFolder } from './durable-paths';
import { nodeModules } from './node-modules';
import { writeDurably } from './write-durably';

const leftover = /\.[0-9a-f]{12}\.tmp$/;

/** Whether a file's name is one that only `replaceDurably` gives, so that a killed process has left it behind. */
export function isLeftover(name: string): boolean {
  return leftover.test(name);
}

export interface ReplaceOptions {
  /** Called when the new file is whole, right before it takes the place; what it throws leaves the old file there. */
  check?: (() => Promise<void>) | undefined;
}

/**
 * Puts a file in the place of another, or of none, in one stroke: whoever looks, and whenever the process is killed or the
 * power fails, there is the old file or the new one. Its folder must be there.
 *
 * @throws what Node or `check` does; then the old file is there, and no other.
 */
export async function replaceDurably(
  path: string,
  content: string | Uint8Array,
  { check }: ReplaceOptions = {},
): Promise<void> {
  const node = nodeModules('replaceDurably');
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const temporary = `${path}.${node.crypto.randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeDurably(temporary, [bytes]);
    await check?.();
    await node.fs.rename(temporary, path);
  } catch (error) {
    await node.fs.rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(node.path.dirname(path));
}
