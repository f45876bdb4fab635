import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { unpackTar } from 'modern-tar/fs';
import { CifarFormatError } from '../cifar-errors';
import type { OnProgress } from '../progress';
import { countBytes } from './count-bytes';

/** What a `.tar.gz` is unpacked with and to. */
export interface Unpacking {
  /** Path of the archive. */
  archive: string;
  /** An existing folder. */
  folder: string;
  /** Names of the files wanted, without their folder in the archive; nothing else is unpacked. */
  names: readonly string[];
  source: string;
  report: OnProgress;
  signal?: AbortSignal;
}

/** Unpacks some files of a `.tar.gz` side by side into one folder. */
export async function unpackArchive(unpacking: Unpacking): Promise<void> {
  const { archive, folder, names, source, report, signal } = unpacking;
  const total = (await stat(archive)).size;
  let loaded = 0;
  const count = countBytes((chunk) => {
    loaded += chunk;
    report({ phase: 'unpack', source, loaded, total, message: `Unpacking ${source}` });
  });
  const unpack = unpackTar(folder, {
    filter: ({ name, type }) => type === 'file' && names.includes(posix.basename(name)),
    map: (header) => ({ ...header, name: posix.basename(header.name), mode: 0o644 }),
  });
  await pipeline(createReadStream(archive), count, createGunzip(), unpack, { signal });
  const unpacked = await readdir(folder);
  const missing = names.filter((name) => !unpacked.includes(name));
  if (missing.length > 0) throw new CifarFormatError(`the archive must hold ${missing.join(', ')}`);
}
