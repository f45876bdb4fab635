import { deflateSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { damagesOf } from '@nin/testing/damage';
import { seededRandom } from '@nin/testing/random';
import { Jimp } from 'jimp';
import { afterAll, expect, test } from 'vitest';
import { pictureDecoder } from '../src/data/picture-decoder';
import { png, pngChunk, tiff } from './pictures';

const decoder = pictureDecoder(fileURLToPath(new URL('../dist/decoding-process.js', import.meta.url)));
afterAll(() => decoder.close());

const size = { width: 4, height: 4 };
const random = seededRandom(11);

const noise = new Jimp({ width: 24, height: 20 });
noise.bitmap.data.forEach((_, i) => (noise.bitmap.data[i] = i % 4 === 3 ? 255 : Math.floor(256 * random())));
const mimes = ['image/png', 'image/jpeg', 'image/bmp', 'image/gif', 'image/tiff'] as const;

test.each(mimes)(
  '80 damages to a %s are decoded or refused in one line',
  { timeout: 600_000 },
  async (mime) => {
    const file = new Uint8Array(await noise.getBuffer(mime));
    let refused = 0;
    for (const { what, bytes } of damagesOf(file, 80, random)) {
      const start = performance.now();
      try {
        expect(await decoder.decode(Buffer.from(bytes), size), what).toHaveLength(48);
      } catch (error) {
        expect(error, what).toBeInstanceOf(Error);
        expect((error as Error).message, what).toMatch(/^(it|its) .{3,300}$/);
        refused++;
      }
      // The bound is of the processor's time: a busy machine needs longer.
      expect(performance.now() - start, what).toBeLessThan(60_000);
    }
    // At least those that are cut short: every fourth.
    expect(refused).toBeGreaterThanOrEqual(20);
    // The next picture is answered, whatever has become of the process.
    expect(await decoder.decode(file, size)).toHaveLength(48);
  },
);

test('what says that it is large is refused, and the next is decoded', async () => {
  const header = { 258: 8, 259: 1, 262: 2, 277: 3, 278: 2, 279: 12 };
  const strip = new Uint8Array(12);
  const packed = pngChunk('IDAT', deflateSync(Buffer.alloc(1000)));
  await expect(decoder.decode(png(20_000, 20_000, packed), size)).rejects.toThrow('20,000×20,000');
  const large = tiff({ ...header, 256: 30_000, 257: 30_000 }, strip);
  await expect(decoder.decode(large, size)).rejects.toThrow('30,000×30,000');
  expect(await decoder.decode(tiff({ ...header, 256: 2, 257: 2 }, strip), size)).toHaveLength(48);
});
