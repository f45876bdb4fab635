import { nodeModules } from './node-modules';

/**
 * Writes a new file and returns when its bytes are on the disk; its name is only after `syncFolder`.
 *
 * @throws what Node does, such as EEXIST if there is a file of that name; what was written by then stays.
 */
export async function writeDurably(
  path: string,
  parts: readonly (ArrayBuffer | Uint8Array)[],
): Promise<void> {
  const { fs } = nodeModules('writeDurably');
  const file = await fs.open(path, 'wx');
  try {
    for (const part of parts) await file.writeFile(part instanceof Uint8Array ? part : new Uint8Array(part));
    await file.sync();
  } finally {
    await file.close();
  }
}
