import { createTarPacker } from 'modern-tar';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CifarFormatError } from '../src/index';
import { errorOf, fileOf, folderUrl, load, serve } from './fixtures/browser-loading';
import type { Bytes } from './fixtures/tiny-dataset';

beforeEach(() => caches.delete('nin-cifar'));
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A `.tar.gz` of one file of zeros. */
async function zeros(name: string, size: number): Promise<Blob> {
  const { readable, controller } = createTarPacker();
  const zipped = new Response(readable.pipeThrough(new CompressionStream('gzip') as never)).blob();
  const entry = controller.add({ name, type: 'file', size }).getWriter();
  for (let left = size; left > 0; left -= 1_000_000) await entry.write(new Uint8Array(1_000_000));
  await entry.close();
  controller.finalize();
  return zipped;
}

describe('a source that is too long', () => {
  /** Zeros without end, as fast as they are read; notes how many were. */
  function endless(): { answer: Response; sent: () => number } {
    let sent = 0;
    const pull = (controller: ReadableStreamDefaultController<Bytes>): void => {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    };
    return { answer: new Response(new ReadableStream({ pull })), sent: () => sent };
  }

  test('of files is read no further than the length of a file', async () => {
    const { answer, sent } = endless();
    serve(() => answer);
    const error = await errorOf({ source: folderUrl });
    expect(error).toBeInstanceOf(CifarFormatError);
    expect(error.message).toBe('data_batch_1.bin must have 92190 bytes (30 records), got more');
    expect(sent()).toBeLessThan(500_000);
  });

  test('is not read if a dropped file is too long', async () => {
    const file = new File([new Uint8Array(92_191)], 'data_batch_1.bin');
    vi.spyOn(file, 'arrayBuffer').mockRejectedValue(new Error('it was read'));
    const error = await errorOf({ source: [file] });
    expect(error).toBeInstanceOf(CifarFormatError);
    expect(error.message).toBe('data_batch_1.bin must have 92190 bytes (30 records), got 92191');
  });

  /** Counts what is unpacked from here on. */
  function countUnpacked(): () => number {
    const Real = DecompressionStream;
    let unpacked = 0;
    const transform = (chunk: Bytes, controller: TransformStreamDefaultController<Bytes>): void => {
      unpacked += chunk.length;
      controller.enqueue(chunk);
    };
    class Counting {
      readonly readable: ReadableStream<Bytes>;
      readonly writable: WritableStream<BufferSource>;
      constructor() {
        const real = new Real('gzip');
        this.writable = real.writable;
        this.readable = real.readable.pipeThrough(new TransformStream({ transform }));
      }
    }
    vi.stubGlobal('DecompressionStream', Counting);
    return () => unpacked;
  }

  test.each([
    ['a file', 'data_batch_1.bin', 'data_batch_1.bin must have 92190 bytes (30 records), got 400000000'],
    // 80 records of 3,073 bytes, and 10 MB for pages of text.
    ['another file', 'readme.txt', 'the archive must unpack to at most 10245840 bytes, got more'],
  ])('as an archive is not unpacked where %s has 400 MB', async (_what, name, message) => {
    const bomb = await zeros(name, 400_000_000);
    expect(bomb.size).toBeLessThan(500_000);
    const unpacked = countUnpacked();
    const error = await errorOf({ source: bomb });
    expect(error).toBeInstanceOf(CifarFormatError);
    expect(error.message).toBe(message);
    // What one part of the archive makes on the way may go a little further.
    expect(unpacked()).toBeLessThan(60_000_000);
  });

  test('in the storage of the browser is fetched again', async () => {
    serve((url) => new Response(fileOf(url)));
    await load({ source: folderUrl });
    const kept = await caches.open('nin-cifar');
    const [key] = (await kept.keys()).filter(({ url }) => url.endsWith('/data_batch_2.bin'));
    await kept.put(key, new Response(new Uint8Array(5_000_000)));
    const { notices } = await load({ source: folderUrl });
    expect(notices).toEqual(['data_batch_2.bin in the browser is damaged; loading it again']);
  });
});

test('a server that is too slow has stalled', async () => {
  const slow = (bytes: Bytes): Response => {
    let sent = 0;
    const pull = async (controller: ReadableStreamDefaultController<Bytes>): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      controller.enqueue(bytes.slice(sent, ++sent));
    };
    return new Response(new ReadableStream({ pull }));
  };
  const requested = serve((url, number) => (number === 0 ? slow(fileOf(url)) : new Response(fileOf(url))));
  const { notices } = await load({ source: folderUrl });
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatch(
    /data_batch_1\.bin: too slow: [3-5] bytes in 0\.\d s, the minimum is 1000 in 0\.2 s; retrying/,
  );
  expect(requested).toHaveLength(4);
});
