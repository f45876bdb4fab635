import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, runNin } from './run-nin';

const train = (size: number) =>
  ['train', 'tiny', '--data', 'synthetic', '--backend', 'wasm', '--epochs', '1', '--limit-test', '10'].concat(
    ['--batch-size', `${size}`, '--limit-train', `${size}`, '--out', 'run'],
  );

// 5600 · 739,280 bytes for the images are 4.14 GB, 21 MB less than there is: with the gaps between tensors it is too much.
test('memory that is used up in a step is one line, with a batch size that fits, and that one does', async () => {
  const cwd = emptyFolder();
  const { status, stderr } = await runNin(train(5600), { cwd });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(
    /^nin: wasm: out of memory: another \d+ MiB does not fit beside .*; --batch-size 2048 fits\n$/,
  );
  expect(status).toBe(1);

  const fitting = emptyFolder();
  const ended = await runNin(train(2048), { cwd: fitting });
  expect(ended.stderr).toBe('');
  expect(ended.status).toBe(0);
  expect(JSON.parse(readFileSync(join(fitting, 'run', 'summary.json'), 'utf8'))).toMatchObject({
    state: 'finished',
    epochs: { done: 1, asked: 1 },
  });
});
