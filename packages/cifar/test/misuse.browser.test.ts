import { testMisuse } from '@nin/testing';
import { expect, test } from 'vitest';
import * as browser from '../src/browser/index';

const options = { source: '/nowhere/', cache: false };

testMisuse(browser, {
  loadCifar10: { arguments: { options } },
  loadCifar100: { arguments: { options } },
});

test.each<[object, string]>([
  [{ url: '/x/' }, 'options must have only the fields source, cache, onProgress, signal, got url'],
  [{ source: 5 }, 'source must be a URL, an archive as a File or Blob, or a list of Files, got 5'],
  [
    { source: 'https://' },
    "source must be a URL, an archive as a File or Blob, or a list of Files, got 'https://'",
  ],
  [
    { source: ['a.bin'] },
    'source must be a URL, an archive as a File or Blob, or a list of Files, got ["a.bin"]',
  ],
  [
    { source: new ArrayBuffer(8) },
    'source must be a URL, an archive as a File or Blob, or a list of Files, got an object',
  ],
  [{ source: '/x/', cache: 'no' }, "cache must be true or false, got 'no'"],
  [{ source: '/x/', onProgress: 1 }, 'onProgress must be a function, got 1'],
  [{ source: '/x/', signal: new AbortController() }, 'signal must be an AbortSignal, got an object'],
])('loadCifar10 refuses %o', async (wrong, message) => {
  await expect(browser.loadCifar10(wrong)).rejects.toThrow(`loadCifar10: ${message}`);
});
