import { requireOneOf } from '@nin/checks';
import { CifarFormatError } from './cifar-errors';
import { cifar10ClassNames, cifar100ClassNames, cifar100CoarseNames } from './class-names';
import { imageBytes, requireBytes, requireLabeledImages, type LabeledImages } from './labeled-images';

/** Official binary format: CIFAR-10 has one label byte per record, CIFAR-100 a coarse and a fine label byte. */
export type BinaryFormat = 'cifar10' | 'cifar100';

const formats = ['cifar10', 'cifar100'];

const planeBytes = 32 * 32;

/** Returns the bytes of one record: the label bytes, then 1,024 red, 1,024 green and 1,024 blue. */
export function recordBytes(format: BinaryFormat): number {
  return (format === 'cifar10' ? 1 : 2) + imageBytes;
}

/** Allocates `count` images of a format, all zero. */
export function emptyImages(count: number, format: BinaryFormat): LabeledImages {
  return {
    images: new Uint8Array(count * imageBytes),
    labels: new Uint8Array(count),
    count,
    shape: [32, 32, 3],
    classNames: format === 'cifar10' ? cifar10ClassNames : cifar100ClassNames,
    ...(format === 'cifar100' && { coarseLabels: new Uint8Array(count) }),
  };
}

/**
 * Decodes records of the official binary format into `target`, starting at image `first`.
 *
 * @param where names the bytes in errors, such as a file name.
 * @returns the number of images decoded.
 * @throws CifarFormatError if the length is not a whole number of records, or a label is out of range.
 */
export function decodeInto(
  target: LabeledImages,
  first: number,
  bytes: Uint8Array,
  format: BinaryFormat,
  where: string,
): number {
  const record = recordBytes(format);
  if (bytes.length % record !== 0) {
    throw new CifarFormatError(
      `${where}: length must be a multiple of the ${record} bytes of a record, got ${bytes.length}`,
    );
  }
  const { images, labels, coarseLabels, classNames } = target;
  const count = bytes.length / record;
  let to = first * imageBytes;
  for (let image = 0; image < count; image++) {
    const start = image * record;
    if (coarseLabels) {
      const coarse = bytes[start];
      requireLabel(`${where}: coarse label`, image, coarse, cifar100CoarseNames.length);
      coarseLabels[first + image] = coarse;
    }
    const red = start + record - imageBytes;
    const label = bytes[red - 1];
    requireLabel(`${where}: label`, image, label, classNames.length);
    labels[first + image] = label;
    for (let pixel = red; pixel < red + planeBytes; pixel++) {
      images[to++] = bytes[pixel]!;
      images[to++] = bytes[pixel + planeBytes]!;
      images[to++] = bytes[pixel + 2 * planeBytes]!;
    }
  }
  return count;
}

function requireLabel(where: string, image: number, label: number, classes: number): void {
  if (label >= classes) {
    throw new CifarFormatError(`${where} of image ${image} must be below ${classes}, got ${label}`);
  }
}

/**
 * Decodes the official binary format: the bytes of a `data_batch_1.bin`, or of any number of records.
 *
 * The fine labels of CIFAR-100 become `labels`, its coarse labels `coarseLabels`.
 *
 * @param bytes whole records: label byte (CIFAR-100: coarse, then fine), 1,024 red, 1,024 green, 1,024 blue, row by row.
 * @returns images as [count, 32, 32, 3], channels last.
 * @throws CifarFormatError if the length is not a whole number of records, or a label is out of range.
 * @see https://www.cs.toronto.edu/~kriz/cifar.html, "Binary version"
 */
export function decodeBinary(bytes: Uint8Array, format: BinaryFormat): LabeledImages {
  requireBytes('decodeBinary: bytes', bytes);
  requireOneOf('decodeBinary: format', format, formats);
  const data = emptyImages(Math.floor(bytes.length / recordBytes(format)), format);
  decodeInto(data, 0, bytes, format, 'decodeBinary: bytes');
  return data;
}

/**
 * Encodes images in the official binary format, the inverse of {@link decodeBinary}.
 *
 * @returns `count` records of 3,073 bytes (CIFAR-100: 3,074).
 * @throws CifarFormatError if a label is out of the format's range, or `coarseLabels` are missing for CIFAR-100.
 */
export function encodeBinary(data: LabeledImages, format: BinaryFormat): Uint8Array<ArrayBuffer> {
  requireLabeledImages('encodeBinary: data', data);
  requireOneOf('encodeBinary: format', format, formats);
  const { images, labels, coarseLabels, count } = data;
  if (format === 'cifar100' && coarseLabels?.length !== count) {
    throw new CifarFormatError(
      `encodeBinary: data.coarseLabels must have ${count} bytes for cifar100, got ${coarseLabels?.length ?? 'none'}`,
    );
  }
  const classes = format === 'cifar10' ? cifar10ClassNames.length : cifar100ClassNames.length;
  const record = recordBytes(format);
  const bytes = new Uint8Array(count * record);
  let from = 0;
  for (let image = 0; image < count; image++) {
    const red = image * record + record - imageBytes;
    const label = labels[image];
    requireLabel('encodeBinary: label', image, label, classes);
    bytes[red - 1] = label;
    if (format === 'cifar100') {
      const coarse = coarseLabels![image];
      requireLabel('encodeBinary: coarse label', image, coarse, cifar100CoarseNames.length);
      bytes[red - 2] = coarse;
    }
    for (let pixel = red; pixel < red + planeBytes; pixel++) {
      bytes[pixel] = images[from++]!;
      bytes[pixel + planeBytes] = images[from++]!;
      bytes[pixel + 2 * planeBytes] = images[from++]!;
    }
  }
  return bytes;
}
