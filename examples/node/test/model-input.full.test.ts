import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { png } from './pictures';
import { runNin } from './run-nin';
import { sealedConfig } from './sealed-config';
import { cwd, model, predicted, trainSmallRun, type ModelJson } from './small-run';

beforeAll(trainSmallRun);

type Config = Parameters<typeof sealedConfig>[0];

/** A JSON file of a run or a model as others write it: without the SHA-256 of anything. */
function unsealed(text: string): string {
  return JSON.stringify(JSON.parse(text), (key, value: unknown) => (key === 'sha256' ? undefined : value));
}

describe('what a model takes', () => {
  test('is read from its card alone, wherever the model lies', async () => {
    expect(await predicted('run/model')).toEqual(await predicted('run'));
    const config = readFileSync(join(cwd, 'run/config.json'), 'utf8');
    const changed = config.replace('"normalize": "standard"', '"normalize": "unit"');
    expect(changed).not.toBe(config);
    writeFileSync(join(cwd, 'run/config.json'), JSON.stringify(sealedConfig(JSON.parse(changed) as Config)));
    const now = await predicted('run');
    writeFileSync(join(cwd, 'run/config.json'), config);
    expect(now).toEqual(await predicted('run'));
    const { stdout, status } = await runNin(['evaluate', 'run/model'], { cwd });
    expect([stdout, status]).toEqual(['', 1]);
    const given = await runNin(['evaluate', 'run/model', '--data', 'synthetic', '--limit-test', '20'], {
      cwd,
    });
    expect(given.status).toBe(0);
  });

  test('is taken from config.json where a run is from before there were cards', async () => {
    const now = await predicted('run');
    // Such a run had the bare model, which is what its checkpoint still is.
    const before = readFileSync(join(model, 'model.json'));
    const checkpoint = JSON.parse(
      readFileSync(join(cwd, 'run/checkpoint/model.json'), 'utf8'),
    ) as ModelJson & {
      weightsManifest: { paths: string[] }[];
    };
    expect(checkpoint.userDefinedMetadata.modelCard).toMatchObject({ output: 'logits' });
    checkpoint.userDefinedMetadata = {};
    const [weights] = checkpoint.weightsManifest[0].paths;
    copyFileSync(join(cwd, 'run/checkpoint', weights), join(model, weights));
    writeFileSync(join(model, 'model.json'), unsealed(JSON.stringify(checkpoint)));
    const [{ classes }] = await predicted('run');
    for (const { name, probability } of now[0].classes) {
      expect(classes.find((one) => one.name === name)?.probability).toBeCloseTo(probability, 5);
    }
    // By itself nothing says what the same model takes.
    const alone = await runNin(['predict', 'run/model', 'image.png'], { cwd });
    expect(alone.status).toBe(0);
    expect(alone.stderr).toBe(
      'nin: the model has no card that says what it takes: it is given red, green and blue pixels / 255, and its 10 outputs are taken for logits\n',
    );
    expect(alone.stdout).toMatch(/^image\.png: class \d \d+\.\d\d %, class \d .*\n$/);
    rmSync(join(model, weights));
    writeFileSync(join(model, 'model.json'), before);
  });

  test('is not guessed where the card is damaged', async () => {
    const before = readFileSync(join(model, 'model.json'), 'utf8');
    writeFileSync(
      join(model, 'model.json'),
      unsealed(before.replace('"output":"probabilities"', '"output":"certainties"')),
    );
    const { stdout, stderr, status } = await runNin(['predict', 'run', 'image.png'], { cwd });
    writeFileSync(join(model, 'model.json'), before);
    expect([stdout, status]).toEqual(['', 1]);
    expect(stderr).toBe(
      "nin: modelCard: output of the model's card must be 'logits' or 'probabilities', got 'certainties'\n",
    );
  });
});

test('one broken picture among several is said, and the others are answered', async () => {
  // Its header is right: only the decoder finds out.
  writeFileSync(join(cwd, 'broken.png'), png(2000, 2000));
  const args = ['predict', 'run', 'image.png', 'broken.png', 'image.png'];
  const { stdout, stderr, status } = await runNin(args, { cwd });
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/^nin: .* got broken\.png: it is cut short: 0 of 12002000 bytes/);
  expect(stdout.split('\n').filter((line) => line.startsWith('image.png: '))).toHaveLength(2);
  const asJson = await runNin([...args, '--json'], { cwd });
  expect(JSON.parse(asJson.stdout)).toMatchObject([
    { image: 'image.png', classes: {} },
    { image: 'broken.png', problem: expect.stringContaining('broken.png') as string },
    { image: 'image.png', classes: {} },
  ]);
  rmSync(join(cwd, 'broken.png'));
});
