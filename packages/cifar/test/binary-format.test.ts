import { describe, expect, test } from 'vitest';
import { CifarFormatError, cifar100CoarseNames, decodeBinary, encodeBinary } from '../src/index';

/** One record: labels, then 1,024 red bytes, 1,024 green and 1,024 blue, all zero but those given by plane and pixel. */
function record(labels: number[], pixels: Record<string, number> = {}): number[] {
  const bytes = [...labels, ...new Array<number>(3072).fill(0)];
  for (const [place, value] of Object.entries(pixels)) {
    const [plane, row, column] = place.split(',').map(Number);
    bytes[labels.length + plane * 1024 + row * 32 + column] = value;
  }
  return bytes;
}

describe('decodeBinary', () => {
  test('puts red, green and blue of a pixel side by side', () => {
    const pixels = { '0,0,0': 1, '1,0,0': 2, '2,0,0': 3, '0,0,1': 4, '1,2,3': 5, '2,31,31': 6 };
    const data = decodeBinary(Uint8Array.from([...record([6]), ...record([9], pixels)]), 'cifar10');
    expect(data).toMatchObject({ count: 2, shape: [32, 32, 3] });
    expect([...data.labels]).toEqual([6, 9]);
    expect(data.classNames[9]).toBe('truck');
    // Image 1 starts at 3,072; pixel (row, column) of channel c is 3 · (32 · row + column) + c further on.
    const at = (row: number, column: number, channel: number): number =>
      data.images[3072 + 3 * (32 * row + column) + channel];
    expect([at(0, 0, 0), at(0, 0, 1), at(0, 0, 2)]).toEqual([1, 2, 3]);
    expect([at(0, 1, 0), at(2, 3, 1), at(31, 31, 2)]).toEqual([4, 5, 6]);
    expect(data.images.reduce((sum, value) => sum + value)).toBe(1 + 2 + 3 + 4 + 5 + 6);
    expect(data.coarseLabels).toBeUndefined();
  });

  test('reads the second byte of a CIFAR-100 record as the label and the first as the coarse label', () => {
    const data = decodeBinary(Uint8Array.from(record([11, 19], { '2,0,0': 255 })), 'cifar100');
    expect([...data.labels]).toEqual([19]);
    expect(data.classNames[19]).toBe('cattle');
    expect([...data.coarseLabels!]).toEqual([11]);
    expect(cifar100CoarseNames[11]).toBe('large_omnivores_and_herbivores');
    expect(data.images[2]).toBe(255);
  });

  test('returns no images for no bytes', () => {
    expect(decodeBinary(new Uint8Array(0), 'cifar10').count).toBe(0);
  });

  test('refuses a length that is not a whole number of records', () => {
    const decode = (): unknown => decodeBinary(new Uint8Array(3074), 'cifar10');
    expect(decode).toThrow(CifarFormatError);
    expect(decode).toThrow(
      'decodeBinary: bytes: length must be a multiple of the 3073 bytes of a record, got 3074',
    );
  });

  test('refuses a label out of range, and names the image', () => {
    const bytes = Uint8Array.from([...record([9]), ...record([10])]);
    expect(() => decodeBinary(bytes, 'cifar10')).toThrow(
      'decodeBinary: bytes: label of image 1 must be below 10, got 10',
    );
    expect(() => decodeBinary(Uint8Array.from(record([20, 0])), 'cifar100')).toThrow(
      'coarse label of image 0 must be below 20, got 20',
    );
    expect(() => decodeBinary(Uint8Array.from(record([0, 100])), 'cifar100')).toThrow(
      'label of image 0 must be below 100, got 100',
    );
  });
});

describe('encodeBinary', () => {
  test.each([
    ['cifar10', [...record([3], { '0,0,0': 7, '1,5,6': 8, '2,31,0': 9 }), ...record([0], { '2,0,1': 1 })]],
    ['cifar100', [...record([19, 99], { '0,1,0': 7, '1,5,6': 8, '2,31,0': 9 }), ...record([0, 1])]],
  ] as const)('gives back the bytes that %s was decoded from', (format, bytes) => {
    const original = Uint8Array.from(bytes);
    expect(encodeBinary(decodeBinary(original, format), format)).toEqual(original);
  });

  test('refuses data that do not fit the format', () => {
    const data = decodeBinary(Uint8Array.from(record([3])), 'cifar10');
    expect(() => encodeBinary(data, 'cifar100')).toThrow(
      'encodeBinary: data.coarseLabels must have 1 bytes for cifar100, got none',
    );
    data.labels[0] = 12;
    expect(() => encodeBinary(data, 'cifar10')).toThrow(
      'encodeBinary: data.labels must be below 10, the number of classNames, got 12 for image 0',
    );
    const thirteen = { ...data, classNames: Array.from({ length: 13 }, (_, label) => `class ${label}`) };
    expect(() => encodeBinary(thirteen, 'cifar10')).toThrow(CifarFormatError);
    expect(() => encodeBinary(thirteen, 'cifar10')).toThrow('label of image 0 must be below 10, got 12');
    expect(() => encodeBinary({ ...data, count: 2 }, 'cifar10')).toThrow(
      'encodeBinary: data.images must have 6144 bytes, got 3072',
    );
  });
});
