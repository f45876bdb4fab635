import { open, stat } from 'node:fs/promises';

/**
 * Reads a file of a known length: the length is looked at first, so that what has no end is not read.
 *
 * @param wrong what to throw if it has another number of bytes.
 * @throws the system's error if it cannot be read.
 */
export async function readExactly(
  path: string,
  length: number,
  wrong: (bytes: number) => Error,
): Promise<Buffer> {
  // Before it is opened, since opening a pipe waits for its writer.
  const found = await stat(path);
  if (!found.isFile()) throw wrong(0);
  if (found.size !== length) throw wrong(found.size);
  const handle = await open(path);
  try {
    const bytes = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(bytes, filled, length - filled);
      // It has become shorter meanwhile.
      if (bytesRead === 0) throw wrong(filled);
      filled += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}
