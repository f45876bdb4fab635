import { CifarIntegrityError } from '../cifar-errors';
import { readAll } from './read-all';

/** Files kept in the browser between visits. */
export interface FileStore {
  /**
   * Returns the bytes of a file, or undefined if it is not stored.
   *
   * @throws CifarIntegrityError if the file has more than `most` bytes.
   */
  read(name: string, most: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

const cacheName = 'nin-cifar';

/** Opens the files of one data set in the browser's Cache storage. Returns undefined where a page has none, as without https. */
export async function openFileStore(folder: string): Promise<FileStore | undefined> {
  if (!('caches' in globalThis)) return undefined;
  const cache = await caches.open(cacheName);
  const keyOf = (name: string): string => new URL(`/.${cacheName}/${folder}/${name}`, location.origin).href;
  return {
    async read(name, most) {
      const kept = await cache.match(keyOf(name));
      if (!kept?.body) return undefined;
      return readAll(
        kept.body,
        most,
        () => new CifarIntegrityError(`${name} must have ${most} bytes, got more`),
      );
    },
    write: (name, bytes) => cache.put(keyOf(name), new Response(bytes)),
  };
}
