import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadCifar10, loadCifar100 } from '../src/browser/index';
import { CifarFormatError, CifarIntegrityError, CifarUnavailableError } from '../src/index';
import type { CifarProgress } from '../src/progress';
import { archive, errorOf, fileOf, folderUrl, load, serve, tiny } from './fixtures/browser-loading';
import { tarGz, type Bytes } from './fixtures/tiny-dataset';

beforeEach(() => caches.delete('nin-cifar'));
afterEach(() => {
  vi.unstubAllGlobals();
});

/** An answer whose body never comes; like a real one, it fails when the signal aborts. */
function silent(signal: AbortSignal): Response {
  const start = (controller: ReadableStreamDefaultController): void =>
    signal.addEventListener('abort', () => controller.error(signal.reason));
  return new Response(new ReadableStream({ start }));
}

/** Part of a body, then what a lost connection gives. */
function cut(bytes: Bytes, after: number): Response {
  let sent = false;
  const body = new ReadableStream<Bytes>({
    pull(controller) {
      if (sent) controller.error(new TypeError('network error'));
      else controller.enqueue(bytes.slice(0, after));
      sent = true;
    },
  });
  return new Response(body);
}

describe('a folder of official files', () => {
  test('is fetched file by file, and kept for the next visit', async () => {
    const requested = serve(
      (url) => new Response(fileOf(url), { headers: { 'content-length': `${fileOf(url).length}` } }),
    );
    const { reports } = await load({ source: folderUrl });
    expect(requested).toEqual(Object.keys(tiny.files).map((name) => folderUrl + name));
    // 30 records of 3,073 bytes.
    expect(reports.find(({ phase }) => phase === 'download')).toMatchObject({
      total: 92_190,
      source: requested[0],
    });

    const again = await load();
    expect(requested).toHaveLength(3);
    expect(again.reports.every(({ phase }) => phase === 'read')).toBe(true);
    expect(again.reports.at(-1)).toMatchObject({ loaded: 245_840, total: 245_840 });
  });

  test('is not kept with cache: false', async () => {
    const requested = serve((url) => new Response(fileOf(url)));
    await load({ source: folderUrl, cache: false });
    await load({ source: folderUrl, cache: false });
    expect(requested).toHaveLength(6);
    expect(await caches.has('nin-cifar')).toBe(false);
  });

  test('fetches only the missing files after the connection is lost', async () => {
    const requested = serve((url, number) =>
      number === 1 ? cut(fileOf(url), 1000) : new Response(fileOf(url)),
    );
    const { notices } = await load({ source: folderUrl });
    expect(requested.map((url) => url.slice(folderUrl.length))).toEqual([
      'data_batch_1.bin',
      'data_batch_2.bin',
      'data_batch_2.bin',
      'test_batch.bin',
    ]);
    expect(notices).toEqual([`${folderUrl}data_batch_2.bin: network error; retrying in 0.001 s`]);
  });

  test('does not wait forever for a silent server', async () => {
    const requested = serve((url, number, signal) =>
      number === 0 ? silent(signal) : new Response(fileOf(url)),
    );
    const { notices } = await load({ source: folderUrl });
    expect(notices).toEqual([`${folderUrl}data_batch_1.bin: no response for 0.3 s; retrying in 0.001 s`]);
    expect(requested).toHaveLength(4);
  });

  test('fails after a few attempts', async () => {
    const requested = serve(() => new Response('', { status: 503 }));
    const error = await errorOf({ source: folderUrl });
    expect(error).toBeInstanceOf(CifarUnavailableError);
    expect(error.message).toBe(`tiny CIFAR-10 cannot be fetched: ${folderUrl}data_batch_1.bin: HTTP 503`);
    expect(requested).toHaveLength(3);
  });

  test('that does not exist is not retried', async () => {
    const requested = serve(() => new Response('', { status: 404 }));
    expect((await errorOf({ source: folderUrl })).message).toContain('HTTP 404');
    expect(requested).toHaveLength(1);
  });

  test('that responds with a page is refused', async () => {
    serve(() => new Response('<!doctype html>'));
    const error = await errorOf({ source: folderUrl });
    expect(error).toBeInstanceOf(CifarFormatError);
    expect(error.message).toBe('data_batch_1.bin must have 92190 bytes (30 records), got 15');
  });

  test.each(['data_batch_1.bin', 'test_batch.bin'] as const)(
    'with a flipped bit in %s is refused',
    async (name) => {
      serve((url) => {
        const bytes = fileOf(url).slice();
        if (url.endsWith(name)) bytes[5000] ^= 1;
        return new Response(bytes);
      });
      const error = await errorOf({ source: folderUrl });
      expect(error).toBeInstanceOf(CifarIntegrityError);
      expect(error.message).toContain(`${name} is damaged: its checksum is not `);
    },
  );
});

describe('what the browser keeps', () => {
  test('is verified, and fetched again if damaged', async () => {
    const requested = serve((url) => new Response(fileOf(url)));
    await load({ source: folderUrl });
    const kept = await caches.open('nin-cifar');
    const [key] = (await kept.keys()).filter(({ url }) => url.endsWith('/data_batch_2.bin'));
    const changed = tiny.files['data_batch_2.bin'].slice();
    changed[0] ^= 1;
    await kept.put(key, new Response(changed));

    const { notices } = await load({ source: folderUrl });
    expect(notices).toEqual(['data_batch_2.bin in the browser is damaged; loading it again']);
    expect(requested.slice(3)).toEqual([`${folderUrl}data_batch_2.bin`]);
    await load();
  });

  test('is not stored if there is no space, and the load succeeds', async () => {
    serve((url) => new Response(fileOf(url)));
    vi.stubGlobal('caches', {
      open: () =>
        Promise.resolve({
          match: () => Promise.resolve(undefined),
          put: () => Promise.reject(new DOMException('Quota exceeded', 'QuotaExceededError')),
        }),
    });
    const { notices } = await load({ source: folderUrl });
    expect(notices[0]).toBe('the browser cannot keep data_batch_1.bin: Quota exceeded');
  });

  test('is optional, as where storage is disabled', async () => {
    serve((url) => new Response(fileOf(url)));
    vi.stubGlobal('caches', { open: () => Promise.reject(new Error('switched off')) });
    const { notices } = await load({ source: folderUrl });
    expect(notices).toEqual(["the browser's storage cannot be used; nothing is kept: switched off"]);
  });

  test('is used without a source; without both there is an error', async () => {
    const error = await errorOf({});
    expect(error).toBeInstanceOf(CifarUnavailableError);
    expect(error.message).toBe(
      'loadTiny: source must be given, as the browser does not keep tiny CIFAR-10: a URL, an archive or its files',
    );
  });
});

describe('an archive', () => {
  test('is fetched as a stream from any URL that does not end in a slash', async () => {
    // A blob's URL goes through the browser's own fetch.
    const url = URL.createObjectURL(new Blob([archive]));
    const { reports } = await load({ source: url });
    expect(reports.findLast(({ phase }) => phase === 'download')).toMatchObject({
      loaded: archive.length,
      total: archive.length,
    });
    await load();
  });

  test('may be decompressed already, as some servers send it', async () => {
    const tar = new Blob([archive]).stream().pipeThrough(new DecompressionStream('gzip'));
    const bytes = await new Response(tar).arrayBuffer();
    serve(() => new Response(bytes));
    await load({ source: 'https://data.example/tiny.tar.gz' });
  });

  test('is fetched again after the connection is lost, without the files that were complete', async () => {
    const requested = serve((_url, number) =>
      number === 0 ? cut(archive, archive.length - 200) : new Response(archive),
    );
    const { reports } = await load({ source: new URL('https://data.example/tiny.tar.gz') });
    expect(requested).toHaveLength(2);
    const verified = reports.filter(({ phase }) => phase === 'verify').map(({ source }) => source);
    expect(verified.sort()).toEqual(Object.keys(tiny.files).sort());
  });

  test('can be a dropped file', async () => {
    const { reports } = await load({ source: new File([archive], 'cifar.tar.gz') });
    expect(reports.findLast(({ phase }) => phase === 'unpack')).toMatchObject({
      source: 'cifar.tar.gz',
      loaded: archive.length,
      total: archive.length,
    });
  });

  test.each([
    ['text', new Blob(['this is a text and not an archive, however long it may be'])],
    ['cut off', new Blob([archive.slice(0, archive.length >> 1)])],
    ['empty', new Blob([])],
  ])('that is %s is refused', async (_what, source) => {
    const error = await errorOf({ source });
    expect(error).toBeInstanceOf(CifarFormatError);
    expect(error.message).toMatch(/^the source must be a \.tar\.gz archive/);
  });

  test('without one of the files is refused', async () => {
    const { 'test_batch.bin': testing, 'data_batch_2.bin': training } = tiny.files;
    const source = new Blob([
      await tarGz('tiny', { 'test_batch.bin': testing, 'data_batch_2.bin': training }),
    ]);
    const error = await errorOf({ source });
    expect(error).toBeInstanceOf(CifarFormatError);
    expect(error.message).toBe('the source must contain data_batch_1.bin');
  });
});

describe('dropped files', () => {
  test('are identified by their names', async () => {
    const files = Object.entries(tiny.files).map(([name, bytes]) => new File([bytes], name));
    await load({ source: [new File(['?'], 'readme.html'), ...files.reverse()] });
  });

  test('may be a FileList of a file input', async () => {
    const transfer = new DataTransfer();
    for (const [name, bytes] of Object.entries(tiny.files)) transfer.items.add(new File([bytes], name));
    await load({ source: transfer.files });
  });

  test('are refused if one is a copy of another', async () => {
    const copied = { ...tiny.files, 'data_batch_2.bin': tiny.files['data_batch_1.bin'] };
    const source = Object.entries(copied).map(([name, bytes]) => new File([bytes], name));
    const error = await errorOf({ source });
    expect(error).toBeInstanceOf(CifarIntegrityError);
    expect(error.message).toMatch(/^data_batch_2\.bin is damaged: its checksum is not sha256-/);
  });

  test('are refused if some are missing', async () => {
    const files = [new File([tiny.files['test_batch.bin']], 'test_batch.bin')];
    expect((await errorOf({ source: files })).message).toBe(
      'the source must contain data_batch_1.bin, data_batch_2.bin',
    );
  });
});

describe('a load that is aborted', () => {
  test('rejects with the reason, and keeps the files that were complete', async () => {
    const controller = new AbortController();
    const requested = serve((url, number, signal) => {
      if (number === 1) {
        setTimeout(() => controller.abort(new Error('enough')), 20);
        return silent(signal);
      }
      return new Response(fileOf(url));
    });
    const error = await errorOf({ source: folderUrl, signal: controller.signal });
    expect(error.message).toBe('enough');
    await load({ source: folderUrl });
    expect(requested.slice(2).map((url) => url.slice(folderUrl.length))).toEqual([
      'data_batch_2.bin',
      'test_batch.bin',
    ]);
  });

  test('of an archive rejects with the reason', async () => {
    const controller = new AbortController();
    const onProgress = ({ phase }: CifarProgress): void => {
      if (phase === 'unpack') controller.abort(new Error('enough'));
    };
    const error = await errorOf({ source: new Blob([archive]), signal: controller.signal, onProgress });
    expect(error.message).toBe('enough');
  });

  test('before it starts does nothing', async () => {
    const requested = serve((url) => new Response(fileOf(url)));
    const error = await errorOf({ source: folderUrl, signal: AbortSignal.abort(new Error('too late')) });
    expect(error.message).toBe('too late');
    expect(requested).toEqual([]);
  });
});

describe('the loaders', () => {
  test.each([
    ['CIFAR-10', loadCifar10, 'data_batch_1.bin must have 30730000 bytes (10000 records), got 4'],
    ['CIFAR-100', loadCifar100, 'train.bin must have 153700000 bytes (50000 records), got 4'],
  ])('of %s ask for the official files', async (_title, loader, message) => {
    const names = ['data_batch_1.bin', 'train.bin'];
    const source = names.map((name) => new File(['four'], name));
    await expect(loader({ source, cache: false })).rejects.toThrow(message);
  });
});

test('checksums are the same in a page without crypto.subtle', async () => {
  vi.stubGlobal('crypto', {});
  const files = Object.entries(tiny.files).map(([name, bytes]) => new File([bytes], name));
  await load({ source: files });
});
