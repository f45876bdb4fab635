import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckpointError, fileSystem, ModelCardError, ModelFileError } from '@nin/trainer';
import { expect, test } from 'vitest';

const hostile = 'x\nepoch 1: 100 %\u001B[2J\u202E';
const shown = String.raw`x\nepoch 1: 100 %\x1b[2J\u{202e}`;

test('errors that quote names of others are one line that cannot steer a terminal', () => {
  const cause = new Error(hostile);
  expect(new ModelFileError(hostile, 'damaged', 'is damaged', cause).message).toBe(
    `fileSystem: ${shown} is damaged: ${shown}`,
  );
  expect(new ModelCardError('damaged', hostile).message).toBe(shown);
  expect(new CheckpointError(hostile).message).toBe(shown);
});

test('a folder of any name can be missed, its path exact in the error', async () => {
  const root = await mkdtemp(join(tmpdir(), 'nin-trainer-'));
  try {
    const path = join(root, hostile);
    const error = await Promise.resolve(fileSystem(path).load?.()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ModelFileError);
    expect(error).toMatchObject({ problem: 'missing', path: join(path, 'model.json') });
    expect((error as Error).message).toContain(join(root, shown));
  } finally {
    await rm(root, { recursive: true });
  }
});
