import { describe, expect, test } from 'vitest';
import { decodePicture } from '../src/data/decode-picture';
import { requirePictureSize } from '../src/data/picture-size';
import { tiff } from './pictures';

const size = { width: 2, height: 2 };
const strip = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255);
/** 8-bit RGB, 2×2, uncompressed. */
const tags = { 256: 2, 257: 2, 258: 8, 259: 1, 262: 2, 277: 3, 278: 2, 279: 12 };

test('a header of 30000×30000 is refused', () => {
  expect(() => requirePictureSize(tiff({ ...tags, 256: 30_000, 257: 30_000 }, strip))).toThrow(
    '30,000×30,000',
  );
});

test('only the first page is looked at: the next may be the first again', async () => {
  const file = tiff(tags, strip);
  // The place of the next directory is behind the nine entries.
  file.writeUInt32LE(8, 10 + 12 * 9);
  expect(Array.from(await decodePicture(file, size))).toEqual(Array.from(strip));
});

test('a field of more values than the file has is refused at once', async () => {
  const file = tiff(tags, strip);
  // The number of values of the last entry, StripByteCounts.
  file.writeUInt32LE(0x7fffffff, 10 + 12 * 8 + 4);
  await expect(decodePicture(file, size)).rejects.toThrow(
    'it is cut short: its directory lies beyond its end',
  );
});

describe('a TIFF is refused', () => {
  test.each([
    ['of faxes', { 259: 4 }, 'its compression, number 4 of TIFF, is not decoded'],
    ['of a sensor', { 262: 32803 }, 'its colors, number 32803 of TIFF, are not decoded'],
    [
      'of very many samples',
      { 277: 1073741827 },
      'it is damaged: its pixels have 1073741827 samples of 8 bits',
    ],
    ['with parts over one another', { 278: 1, 279: 1e6 }, 'it is cut short: its pixels lie beyond its end'],
    [
      'with huge tiles',
      { 322: 1e6, 323: 1e6, 324: 8, 325: 12 },
      'it is damaged: its tiles have 1000000×1000000 pixels',
    ],
  ])('%s', async (_what, changed, message) => {
    await expect(decodePicture(tiff({ ...tags, ...changed }, strip), size)).rejects.toThrow(message);
  });
});
