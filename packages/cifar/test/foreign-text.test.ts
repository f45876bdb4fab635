import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CifarCacheError, CifarFormatError, CifarIntegrityError, CifarUnavailableError } from '../src/index';
import { throttleProgress } from '../src/progress';
import { loadTiny, temporaryFolder } from './fixtures/loading';

const hostile = 'x\nDownloaded 100 %\u001B[2J\u202E';
const shown = String.raw`x\nDownloaded 100 %\x1b[2J\u{202e}`;

test('errors that quote folders and servers are one line without control characters', () => {
  const errors = [
    new CifarFormatError(hostile),
    new CifarIntegrityError(hostile),
    new CifarUnavailableError(hostile),
    new CifarCacheError(hostile, 'EROFS'),
  ];
  expect(errors.map(({ message }) => message)).toEqual(errors.map(() => shown));
});

test('an error about a folder of any name is printable', async () => {
  const folder = await temporaryFolder();
  await expect(loadTiny({ directory: join(folder, hostile) })).rejects.toThrow(join(folder, shown));
});

test('the message of progress is printable', () => {
  const messages: string[] = [];
  throttleProgress(({ message }) => messages.push(message))({
    phase: 'notice',
    source: 'the registry',
    loaded: 0,
    total: 0,
    message: `the registry says ${hostile}`,
  });
  expect(messages).toEqual([`the registry says ${shown}`]);
});
