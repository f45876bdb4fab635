import { rename, writeFile } from 'node:fs/promises';

/** Writes a file so that whoever looks sees the old text or the new one, never a part. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${process.pid}.tmp`;
  await writeFile(unfinished, text);
  await rename(unfinished, path);
}

/** Writes a value as JSON, whole or not at all. */
export function writeJson(path: string, value: unknown): Promise<void> {
  return writeWhole(path, `${JSON.stringify(value, null, 2)}\n`);
}
