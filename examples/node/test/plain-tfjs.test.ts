import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { emptyFolder, runNin } from './run-nin';

const reader = fileURLToPath(new URL('./fixtures/plain-tfjs.js', import.meta.url));

test('a saved model predicts the same in a fresh process with plain tfjs', async () => {
  const cwd = emptyFolder();
  const limits = ['--limit-train', '640', '--limit-test', '50'];
  const trained = await runNin(['train', '--data', 'synthetic', ...limits, '--out', 'run'], { cwd });
  expect(trained.stderr).toBe('');

  const data = Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => (i * 89 + (i % 7) * 31) % 256);
  writeFileSync(join(cwd, 'pixels'), data);
  writeFileSync(join(cwd, 'image.png'), encode({ width: 32, height: 32, channels: 3, depth: 8, data }));

  const { stdout } = await promisify(execFile)(process.execPath, [
    reader,
    join(cwd, 'run', 'model'),
    join(cwd, 'pixels'),
  ]);
  const logits = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as number[];
  const powers = logits.map((logit) => Math.exp(logit));
  const sum = powers.reduce((total, power) => total + power, 0);
  const plain = powers.map((power) => power / sum).sort((a, b) => b - a);

  const ours = await runNin(['predict', 'run', 'image.png', '--json'], { cwd });
  const [{ classes }] = JSON.parse(ours.stdout) as { classes: { probability: number }[] }[];
  expect(classes).toHaveLength(plain.length);
  classes.forEach(({ probability }, place) => expect(probability).toBeCloseTo(plain[place], 4));
}, 120_000);
