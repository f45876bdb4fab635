import { testMisuse } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import * as cifar from '../src/index';
import * as node from '../src/node/index';
import { noiseImages } from './fixtures/noise-images';

const { batches, decodeBinary, split, synthetic, take } = cifar;

const data = synthetic({ count: 20 });

describe('@nin/cifar', () => {
  testMisuse(cifar, {
    batches: { arguments: { data, options: {} }, accepts: ['options: object', 'options: undefined'] },
    channelStatistics: { arguments: { data } },
    decodeBinary: { arguments: { bytes: new Uint8Array(3073), format: 'cifar10' } },
    encodeBinary: { arguments: { data, format: 'cifar10' } },
    // A half is a share.
    split: { arguments: { data, options: { validation: 0.5 } } },
    synthetic: { arguments: { options: { count: 1 } } },
    take: { arguments: { data, count: 1 } },
  });
});

describe('@nin/cifar/node', () => {
  // Without options the loaders would download.
  const untried = ['options: undefined', 'options: object'];
  testMisuse(node, {
    loadCifar10: { arguments: { options: { source: 'cache' } }, untried },
    loadCifar100: { arguments: { options: { source: 'cache' } }, untried },
    resolveCacheDirectory: {
      arguments: { option: 'somewhere' },
      accepts: ['option: string', 'option: undefined'],
    },
  });

  test.each<[object, string]>([
    [{ directory: '' }, "directory must be the path of a folder, got ''"],
    [{ directory: new URL('file:///data') }, 'directory must be the path of a folder, got an object'],
    [{ directory: 'data', verify: 'no' }, "verify must be true or false, got 'no'"],
    [
      { verify: false },
      'verify must be left out without directory, got false: what is downloaded or cached is always verified',
    ],
    [{ cacheDirectory: 5 }, 'cacheDirectory must be the path of a folder, got 5'],
    [{ archiveUrl: 'data.tar.gz' }, "archiveUrl must be an http or https URL, got 'data.tar.gz'"],
    [{ archiveUrl: 'file:///x' }, "archiveUrl must be an http or https URL, got 'file:///x'"],
    [{ onProgress: {} }, 'onProgress must be a function, got {}'],
    [{ signal: new AbortController() }, 'signal must be an AbortSignal, got an object'],
    [
      { source: 'Cache' },
      "source must be one of 'auto', 'cache', 'npm', 'official', got 'Cache' (did you mean 'cache'?)",
    ],
    [
      { dir: 'data' },
      'options must have only the fields directory, verify, source, cacheDirectory, archiveUrl, onProgress, signal, got dir (did you mean directory?)',
    ],
  ])('loadCifar10 refuses %o', async (options, message) => {
    await expect(node.loadCifar10(options)).rejects.toThrow(`loadCifar10: ${message}`);
  });
});

describe('unknown options', () => {
  test.each<[() => unknown, string]>([
    [
      () => batches(data, { batchsize: 4 } as object),
      'batches: options must have only the fields batchSize, seed, epoch, shuffle, augment, normalize, dropRemainder, got batchsize (did you mean batchSize?)',
    ],
    [
      () => batches(data, { augment: { crop: 4 } } as object),
      'batches: augment must have only the fields padAndCrop, padding, flip, cutout, got crop',
    ],
    [
      () => batches(data, { augment: { cut_out: 4 } } as object),
      'batches: augment must have only the fields padAndCrop, padding, flip, cutout, got cut_out (did you mean cutout?)',
    ],
    [
      () => batches(data, { normalize: { means: [0, 0, 0], std: [1, 1, 1] } as never }),
      'batches: normalize must have only the fields mean, std, got means (did you mean mean?)',
    ],
    [() => batches(data, 32 as never), 'batches: options must be an object with the fields batchSize, seed,'],
    [
      () => split(data, { validation: 2, Seed: 1 } as never),
      'split: options must have only the fields validation, seed, got Seed (did you mean seed?)',
    ],
    [
      () => split(data, 0.2 as never),
      'split: options must be an object with the fields validation, seed, got 0.2',
    ],
    [
      () => synthetic({ count: 2, class: 3 } as never),
      'synthetic: options must have only the fields count, seed, classes, got class (did you mean classes?)',
    ],
    [
      () => synthetic(100 as never),
      'synthetic: options must be an object with the fields count, seed, classes, got 100',
    ],
  ])('%s', (call, message) => {
    expect(call).toThrow(message);
  });

  test('options of a trainer without augmentation are accepted', () => {
    const request = { epoch: 1, batchSize: 8, seed: 2 ** 32 - 1, shuffle: true, augment: undefined };
    expect([...batches(data, request)].map(({ count }) => count)).toEqual([8, 8, 4]);
  });
});

describe('invalid data', () => {
  const parts = { train: data, test: data };
  test.each<[(data: never) => unknown, string]>([
    [(wrong) => batches(wrong), 'batches'],
    [(wrong) => split(wrong, { validation: 1 }), 'split'],
    [(wrong) => take(wrong, 1), 'take'],
    [(wrong) => cifar.channelStatistics(wrong), 'channelStatistics'],
    [(wrong) => cifar.encodeBinary(wrong, 'cifar10'), 'encodeBinary'],
  ])('%s says what to give', (call, name) => {
    expect(() => call(parts as never)).toThrow(
      `${name}: data must be one part of the data, such as data.train, got an object with train and test`,
    );
    expect(() => call(split(data, { validation: 2 }) as never)).toThrow(
      `${name}: data must be one part of the data, such as data.train, got an object with train and validation`,
    );
    expect(() => call(Promise.resolve(parts) as never)).toThrow(
      `${name}: data must be LabeledImages, as synthetic() and the loaders return them, got a promise (await it first)`,
    );
  });

  const { images, labels } = data;
  test.each<[object, string]>([
    [{ images: Float32Array.from(images) }, 'images must be a Uint8Array, got a Float32Array of 61440'],
    [
      { images: [...images.subarray(0, 3)] },
      `images must be a Uint8Array, got [${images.subarray(0, 3).join()}]`,
    ],
    [{ images: images.subarray(1) }, 'images must have 61440 bytes, got 61439'],
    [{ labels: Int32Array.from(labels) }, 'labels must be a Uint8Array, got an Int32Array of 20'],
    [{ labels: new Uint8Array(21) }, 'labels must have 20 bytes, got 21'],
    [{ coarseLabels: new Uint8Array(3) }, 'coarseLabels must have 20 bytes, got 3'],
    [
      { labels: labels.map((label) => label + 4) },
      'labels must be below 10, the number of classNames, got 10 for image 6',
    ],
    [{ classNames: ['cat', 'dog'] }, 'labels must be below 2, the number of classNames, got 2 for image 2'],
    [{ classNames: undefined }, 'classNames must be an array, got undefined'],
    [{ count: NaN }, 'count must be a non-negative integer, got NaN'],
    [{ shape: [32, 32] }, 'shape must be [32, 32, 3], got [32,32]'],
    [{ shape: undefined }, 'shape must be [32, 32, 3], got undefined'],
  ])('%o', (wrong, message) => {
    for (const call of [batches, cifar.channelStatistics]) {
      expect(() => call({ ...data, ...wrong })).toThrow(`${call.name}: data.${message}`);
    }
  });

  test('clamped arrays, as from a canvas, are accepted', () => {
    const clamped = { ...data, images: Uint8ClampedArray.from(images) as unknown as Uint8Array };
    expect([...batches(clamped)]).toEqual([...batches(data)]);
  });

  test('decodeBinary requires bytes and a known format', () => {
    expect(() => decodeBinary(new ArrayBuffer(3073) as never, 'cifar10')).toThrow(
      'decodeBinary: bytes must be a Uint8Array, got an ArrayBuffer',
    );
    expect(() => decodeBinary(new Uint8Array(3074), 'cifar-100' as never)).toThrow(
      "decodeBinary: format must be one of 'cifar10', 'cifar100', got 'cifar-100' (did you mean 'cifar100'?)",
    );
    expect(() => cifar.encodeBinary(data, 'cifar' as never)).toThrow(
      "encodeBinary: format must be one of 'cifar10', 'cifar100', got 'cifar'",
    );
  });
});

describe('values that would be converted silently', () => {
  test.each<[object, string]>([
    [{ shuffle: 'false' }, "batches: shuffle must be true or false, got 'false'"],
    [{ dropRemainder: 1 }, 'batches: dropRemainder must be true or false, got 1'],
    [{ augment: { flip: 0.5 } }, 'batches: augment.flip must be true or false, got 0.5'],
    [
      { augment: null },
      'batches: augment must be an object with the fields padAndCrop, padding, flip, cutout, got null',
    ],
    [{ normalize: null }, 'batches: normalize must be an object with the fields mean, std, got null'],
    [
      { normalize: { mean: [NaN, 0, 0], std: [1, 1, 1] } },
      'batches: normalize.mean must be three numbers from 0 to 1 (of pixels / 255), got ["NaN",0,0]',
    ],
    // CIFAR-10's as many examples of Keras have them.
    [
      { normalize: { mean: [125.3, 123, 113.9], std: [63, 62.1, 66.7] } },
      'batches: normalize.mean must be three numbers from 0 to 1 (of pixels / 255), got [125.3,123,113.9]',
    ],
    [
      { normalize: { mean: [0, 0, 0], std: ['1', 1, 1] } },
      `batches: normalize.std must be three positive numbers, got ["1",1,1]`,
    ],
  ])('%o', (options, message) => {
    expect(() => batches(noiseImages(2), options)).toThrow(message);
  });

  test('a fraction as a string', () => {
    expect(() => split(data, { validation: '0.5' as never })).toThrow(
      "split: validation must be a fraction below 1 or a number of images that leaves an image in both parts, got '0.5' of 20",
    );
  });
});

test('more images than memory has are refused with the name of the argument', () => {
  expect(() => synthetic({ count: 1e12 })).toThrow(
    'synthetic: count must be a non-negative integer up to 1,000,000, got 1000000000000',
  );
  expect(() => take(data, -1)).toThrow('take: count must be a positive integer, got -1');
  expect(() => split(data, { validation: 20 })).toThrow('got 20 of 20');
});
