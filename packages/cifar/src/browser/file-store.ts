import { CifarIntegrityError } from '../cifar-errors';
import { readAll } from './read-all';

/** Files kept in the browser from one visit to the next. */
export interface FileStore {
  /**
   * The bytes of a file, undefined if it is not there.
   *
   * @throws CifarIntegrityError if it has more than `most`.
   */
  read(name: string, most: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

const cacheName = 'nin-cifar';

/** The files of one data set in the browser's Cache storage, or undefined where a page has none (no https, say). */
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
