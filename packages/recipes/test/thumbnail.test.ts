import { synthetic } from '@nin/cifar';
import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { thumbnail } from '../src/report/thumbnail';

test('a thumbnail is a PNG with the very pixels of the image', () => {
  const data = synthetic({ count: 3, seed: 5 });
  for (const index of [0, 2]) {
    const [head, base64] = thumbnail(data, index).split(',');
    expect(head).toBe('data:image/png;base64');
    const {
      width,
      height,
      channels,
      depth,
      data: pixels,
    } = decode(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));
    expect({ width, height, channels, depth }).toEqual({ width: 32, height: 32, channels: 3, depth: 8 });
    expect(Array.from(pixels)).toEqual(Array.from(data.images.subarray(index * 3072, (index + 1) * 3072)));
  }
});
