import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { unpackTar } from 'modern-tar/fs';
import { CifarFormatError } from '../cifar-errors';
import type { OnProgress } from '../progress';
import { countBytes } from './count-bytes';

/** Arguments of {@link unpackArchive}. */
export interface Unpacking {
  /** Path of the archive. */
  archive: string;
  /** An existing folder. */
  folder: string;
  /** Files to unpack: names without their folder in the archive, and the maximum bytes of each. */
  files: ReadonlyMap<string, number>;
  /** Maximum bytes of the unpacked archive, including files that are skipped. */
  most: number;
  source: string;
  report: OnProgress;
  signal?: AbortSignal;
}

/**
 * Unpacks some files of a `.tar.gz` into one folder, without their folders.
 *
 * @throws CifarFormatError if a file is missing or too large, or the unpacked archive is too large.
 */
export async function unpackArchive(unpacking: Unpacking): Promise<void> {
  const { archive, folder, files, most, source, report, signal } = unpacking;
  const total = (await stat(archive)).size;
  let loaded = 0;
  const count = countBytes((chunk) => {
    loaded += chunk;
    report({ phase: 'unpack', source, loaded, total, message: `Unpacking ${source}` });
  });
  const unpack = unpackTar(folder, {
    filter: ({ name, type, size }) => isWanted(files, type, posix.basename(name), size),
    map: (header) => ({ ...header, name: posix.basename(header.name), mode: 0o644 }),
  });
  let unpacked = 0;
  const bound = countBytes((chunk) => {
    unpacked += chunk;
    if (unpacked > most)
      throw new CifarFormatError(`the archive must unpack to at most ${most} bytes, got more`);
  });
  await pipeline(createReadStream(archive), count, createGunzip(), bound, unpack, { signal });
  const found = await readdir(folder);
  const missing = [...files.keys()].filter((name) => !found.includes(name));
  if (missing.length > 0) throw new CifarFormatError(`the archive must contain ${missing.join(', ')}`);
}

function isWanted(
  files: ReadonlyMap<string, number>,
  type: string | undefined,
  name: string,
  size: number,
): boolean {
  const most = files.get(name);
  if (type !== 'file' || most === undefined) return false;
  if (size > most) {
    throw new CifarFormatError(`${name} in the archive must have at most ${most} bytes, got ${size}`);
  }
  return true;
}
