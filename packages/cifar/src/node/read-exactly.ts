import { open, stat } from 'node:fs/promises';

/**
 * Reads a file of a known length. Checks the length first, so that an endless device is not read.
 *
 * @param wrong returns the error to throw for another length.
 * @throws the error of the system if the file cannot be read.
 */
export async function readExactly(
  path: string,
  length: number,
  wrong: (bytes: number) => Error,
): Promise<Buffer> {
  // Checked before opening, because opening a pipe waits for its writer.
  const found = await stat(path);
  if (!found.isFile()) throw wrong(0);
  if (found.size !== length) throw wrong(found.size);
  const handle = await open(path);
  try {
    const bytes = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(bytes, filled, length - filled);
      // The file has become shorter in the meantime.
      if (bytesRead === 0) throw wrong(filled);
      filled += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}
