import { deflateSync } from 'node:zlib';
import { Jimp } from 'jimp';
import { describe, expect, test } from 'vitest';
import { decodePicture } from '../src/data/decode-picture';
import { requirePictureSize } from '../src/data/picture-size';
import { png, pngChunk, tiff } from './pictures';

const size = { width: 4, height: 4 };

/** 40×30 pixels that do not pack well, so that any part cut off holds some of them. */
const noise = new Jimp({ width: 40, height: 30 });
noise.bitmap.data.forEach((_, i) => (noise.bitmap.data[i] = i % 4 === 3 ? 255 : (i * 37 + (i >> 6)) % 256));

/** 8-bit RGB, 2×2, uncompressed. */
const tags = { 256: 2, 257: 2, 258: 8, 259: 1, 262: 2, 277: 3, 278: 2, 279: 12 };
const rows = Buffer.concat(Array.from({ length: 30 }, () => Buffer.alloc(1 + 3 * 40, 9).fill(0, 0, 1)));

test('a header of an unbelievable size is refused before anything is decoded', () => {
  expect(() => requirePictureSize(png(2147483647, 2147483647))).toThrow(
    'its header says 2,147,483,647×2,147,483,647 pixels, and at most 24,000,000 are decoded',
  );
  expect(() => requirePictureSize(png(20_000, 20_000))).toThrow('20,000×20,000 pixels');
  expect(() => requirePictureSize(png(0, 30))).toThrow('its header says 0×30 pixels');
  expect(() => requirePictureSize(tiff({ ...tags, 256: 100_000, 257: 100_000 }, rows))).toThrow(
    '100,000×100,000',
  );
  expect(() => requirePictureSize(png(6000, 4000))).not.toThrow();
  expect(() => requirePictureSize(png(6000, 4001))).toThrow('6,000×4,001 pixels');
  for (const other of ['<svg width="4" height="4"/>', 'not a picture', '', 'GIF8']) {
    expect(() => requirePictureSize(Buffer.from(other))).toThrow(
      'its header is of no such picture, or cut short',
    );
  }
});

describe('a picture is decoded where it is whole', () => {
  test.each(['image/png', 'image/jpeg', 'image/bmp', 'image/gif', 'image/tiff'] as const)(
    '%s, and refused where it is not, however little is missing',
    async (mime) => {
      const file = Buffer.from(await noise.getBuffer(mime));
      expect(await decodePicture(file, size)).toHaveLength(48);
      for (const kept of [0.2, 0.5, 0.8, 0.97]) {
        const cut = Buffer.from(file.subarray(0, Math.floor(kept * file.length)));
        await expect(decodePicture(cut, size), `${kept}`).rejects.toThrow(/cut short/);
      }
    },
  );

  test('a PNG without pixels, or with fewer than its header says', async () => {
    const whole = pngChunk('IDAT', deflateSync(rows));
    // Each pixel is 9, 9, 9.
    expect(Array.from(await decodePicture(png(40, 30, whole), size))).toEqual(new Array<number>(48).fill(9));
    await expect(decodePicture(png(40, 30), size)).rejects.toThrow(
      'it is cut short: 0 of 3630 bytes of pixels are there',
    );
    const few = pngChunk('IDAT', deflateSync(rows.subarray(0, 500)));
    await expect(decodePicture(png(40, 30, few), size)).rejects.toThrow('500 of 3630 bytes');
    const broken = pngChunk('IDAT', deflateSync(rows).subarray(0, 10));
    await expect(decodePicture(png(40, 30, broken), size)).rejects.toThrow('its pixels cannot be unpacked: ');
    // Ten times as many bytes as the header lets expect: not all of them are unpacked.
    const bomb = pngChunk('IDAT', deflateSync(Buffer.alloc(36_300_000)));
    await expect(decodePicture(png(40, 30, bomb), size)).rejects.toThrow('its pixels cannot be unpacked: ');
  });

  test('a TIFF of RGB colors, and of no others that need a printer', async () => {
    const strip = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255);
    const found = await decodePicture(tiff(tags, strip), { width: 2, height: 2 });
    expect(Array.from(found)).toEqual(Array.from(strip));
    await expect(
      decodePicture(tiff({ ...tags, 262: 5, 277: 4, 279: 16 }, new Uint8Array(16)), size),
    ).rejects.toThrow('its colors are CMYK, for printing: save it with RGB colors');
    // One row of LZW where there are to be 4000 of 12,000 bytes.
    const lzw = { ...tags, 256: 4000, 257: 4000, 259: 5, 278: 1 };
    await expect(decodePicture(tiff(lzw, strip), size)).rejects.toThrow(
      'it is cut short: it holds 12 bytes for 48000000 bytes of pixels',
    );
    await expect(decodePicture(tiff({ ...tags, 257: 3 }, strip), size)).rejects.toThrow(
      '12 bytes for 18 bytes',
    );
    await expect(decodePicture(tiff({ ...tags, 279: 4_000_000 }, strip), size)).rejects.toThrow(
      'it is cut short: its pixels lie beyond its end',
    );
  });

  test('what is transparent lies on white', async () => {
    const glass = new Jimp({ width: 4, height: 4, color: 0xff000080 });
    const [red, green] = await decodePicture(Buffer.from(await glass.getBuffer('image/png')), size);
    // 128 / 255 of 255 red on white is red; of 0 green it leaves 127.
    expect([red, green]).toEqual([255, 127]);
  });
});
