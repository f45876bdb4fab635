import { synthetic } from '@nin/cifar';
import { CifarFormatError, CifarUnavailableError, type loadCifar10 } from '@nin/cifar/browser';
import { expect, test } from 'vitest';
import { workerData } from '../../src/worker/worker-data';

const page = new URL('https://example.org/lab/');
const ignore = () => {};
const cifar = { name: 'cifar10', seed: 1 } as const;

/** Loads as told, and writes down from where. */
function workerDataWith(load: typeof loadCifar10) {
  const sources: unknown[] = [];
  const data = workerData({
    page,
    loadCifar(options) {
      sources.push(options?.source);
      return load(options);
    },
  });
  return { data, sources };
}

const splits = { train: synthetic({ count: 30, seed: 8 }), test: synthetic({ count: 20, seed: 9 }) };

test('synthetic images are as many as asked for, but no more than the command draws', async () => {
  const data = workerData({ page });
  expect(() => data.loaded()).toThrow('no images are loaded yet');
  const few = await data.load({ name: 'synthetic', limitTrain: 30, limitTest: 99_999, seed: 1 }, ignore);
  expect(few).toMatchObject({ synthetic: true, train: 30, test: 2000, notices: [] });
  await expect(data.load({ name: 'synthetic', limitTrain: 0, seed: 1 }, ignore)).rejects.toThrow('got 0');
  expect(data.loaded().train.count).toBe(30);
  expect(data.loaded().test.images).not.toEqual(data.loaded().train.images);
});

test('CIFAR-10 comes from the folder beside the page, once, and is cut by the limits', async () => {
  const { data, sources } = workerDataWith((options) => {
    options?.onProgress?.({
      phase: 'notice',
      source: 'the browser',
      loaded: 0,
      total: 0,
      message: 'nothing is kept',
    });
    return Promise.resolve(splits);
  });
  const all = await data.load(cifar, ignore);
  expect(all).toMatchObject({
    title: 'CIFAR-10',
    synthetic: false,
    train: 30,
    test: 20,
    notices: ['nothing is kept'],
  });
  const some = await data.load({ ...cifar, limitTrain: 7, limitTest: 5 }, ignore);
  expect([some.train, some.test]).toEqual([7, 5]);
  expect(String(sources)).toBe('https://example.org/lab/cifar-10-batches-bin/');
});

test('one dropped file is an archive, several are the binary files', async () => {
  const { data, sources } = workerDataWith(() => Promise.resolve(splits));
  const archive = new File([], 'cifar-10-binary.tar.gz');
  const binary = new File([], 'test_batch.bin');
  for (const files of [[archive], [binary], [binary, archive]]) await data.load({ ...cifar, files }, ignore);
  expect(sources).toEqual([archive, [binary], [binary, archive]]);
});

test('a host without the files is told from a broken archive; what was loaded stays', async () => {
  const errors: Error[] = [];
  const { data } = workerDataWith(() => Promise.reject(errors.shift() ?? new Error('no more')));
  await data.load({ name: 'synthetic', limitTrain: 10, limitTest: 10, seed: 1 }, ignore);
  const failure = async (error: Error, files?: File[]) => {
    errors.push(error);
    return data
      .load({ ...cifar, files }, ignore)
      .catch((caught: Error) => `${caught.name}: ${caught.message}`);
  };
  const advice = /^DataNotServedError: this host serves no CIFAR-10: run `npx nin data`/;
  expect(await failure(new CifarUnavailableError('x cannot be fetched: HTTP 404'))).toMatch(advice);
  // A host that answers everything with its start page.
  expect(await failure(new CifarFormatError('x must have 3 bytes, got 2'))).toMatch(advice);
  expect(await failure(new CifarUnavailableError('x: offline'))).toBe('CifarUnavailableError: x: offline');
  const dropped = [new File([], 'a.tar.gz')];
  expect(await failure(new CifarFormatError('cut short'), dropped)).toBe('CifarFormatError: cut short');
  expect(data.loaded()).toMatchObject({ synthetic: true, train: { count: 10 } });
});

test('loading can be canceled', async () => {
  const { data } = workerDataWith(
    (options) =>
      new Promise((_, reject) => {
        const { signal } = options ?? {};
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
      }),
  );
  const loading = data.load(cifar, ignore);
  data.cancel();
  await expect(loading).rejects.toMatchObject({ name: 'AbortError', message: 'loading was canceled' });
});
