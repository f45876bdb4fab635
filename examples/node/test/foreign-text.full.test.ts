import '@tensorflow/tfjs-backend-cpu';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describeModel, fileSystem } from '@nin/trainer';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram } from '../src/program';
import { emptyFolder, runNin, type Ended } from './run-nin';

/** Ends a line, begins one that looks like ours, clears the screen, turns the direction of what follows, and names the window. */
const hostile = 'x\nFAKE 100 %\r\u001B[2J\u009B1A\u202E\u2028\u001B]0;name\u0007';
/** The same as it is to be shown. */
const shown = String.raw`x\nFAKE 100 %\r\x1b[2J\x9b1A\u{202e}\u{2028}\x1b]0;name\x07`;
/** What a class name may hold by the rules of the card. */
const className = 'cat\u202Etac\u2028FAKE';
const shownClass = String.raw`cat\u{202e}tac\u{2028}FAKE`;

const cwd = emptyFolder();
const model = join(cwd, hostile, 'model');

/** Nothing but our own colors steers the terminal, and no line is forged. */
function expectSafe({ stdout, stderr }: Pick<Ended, 'stdout' | 'stderr'>): void {
  const escape = '\u001B';
  for (const color of ['31', '33'])
    stderr = stderr.replaceAll(`${escape}[${color}mnin:${escape}[39m`, 'nin:');
  for (const text of [stdout, stderr]) {
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/u);
    expect(text.split('\n').filter((line) => line.startsWith('FAKE'))).toEqual([]);
  }
}

async function expectShown(args: readonly string[], text: string, env: Record<string, string> = {}) {
  const ended = await runNin(args, { cwd, env });
  expectSafe(ended);
  expect(ended.stdout + ended.stderr).toContain(text);
  return ended;
}

beforeAll(async () => {
  await tf.setBackend('cpu');
  const network = sequential({
    layers: [
      layers.flatten({ inputShape: [32, 32, 3] }),
      layers.dense({ units: 2, activation: 'softmax', name: 'head' }),
    ],
  });
  describeModel(network, {
    classNames: [className, 'dog'],
    normalization: { mean: [0, 0, 0], std: [1, 1, 1] },
    source: { data: className, synthetic: true },
  });
  await network.save(fileSystem(model));
  network.dispose();
  const pixels = new Uint8Array(3072).fill(9);
  writeFileSync(
    join(cwd, `${hostile}.png`),
    encode({ width: 32, height: 32, channels: 3, depth: 8, data: pixels }),
  );
  writeFileSync(join(cwd, `${hostile}.gif`), 'GIF8');
});

describe('names of files and classes', () => {
  test('of pictures and of a model that predict them', async () => {
    const { stdout, stderr } = await expectShown(
      ['predict', model, `${hostile}.png`, `${hostile}.gif`, `${hostile}.bmp`],
      `${shown}.png: `,
    );
    expect(stdout).toContain(`The model was trained on ${shownClass}, drawn by a program`);
    expect(stdout).toContain(`${shownClass} `);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^nin: IMAGE must be a PNG.*\.gif: its header/),
      expect.stringMatching(/^nin: IMAGE must be a file.*\.bmp: ENOENT/),
    ]);
  });

  test('as JSON, which means the same', async () => {
    const { stdout } = await expectShown(['predict', model, `${hostile}.png`, '--json'], 'tac');
    const [{ image, classes }] = JSON.parse(stdout) as { image: string; classes: { name: string }[] }[];
    expect(image).toBe(`${hostile}.png`);
    expect(classes.map(({ name }) => name).sort()).toEqual([className, 'dog']);
  });

  test('in the stack of an error', async () => {
    const { stderr } = await expectShown(['--debug', 'predict', model, `${hostile}.gif`], `${shown}.gif`);
    expect(stderr.split('\n')[0]).toMatch(/^nin: /);
  });

  test('of a folder that is no run, or has a damaged one', async () => {
    await expectShown(['predict', hostile, `${hostile}.png`], shown);
    await expectShown(['evaluate', model], shown);
    await expectShown(['train', '--resume', '--out', hostile], shown);
    const run = join(cwd, `${hostile} run`);
    mkdirSync(run);
    writeFileSync(join(run, 'config.json'), `{"version": "${hostile}"`);
    await expectShown(['evaluate', run], `${shown} run`);
    await expectShown(['train', '--resume', '--out', run], `${shown} run`);
  });

  test('of a model that the images do not fit', async () => {
    await expectShown(['evaluate', model, '--data', 'synthetic', '--limit-test', '4'], shownClass);
  });
});

describe('options as typed', () => {
  /** What the command prints about a mistake, in this process. */
  async function complaint(...args: string[]): Promise<string> {
    const program = buildProgram();
    let text = '';
    for (const command of [program, ...program.commands]) {
      command.exitOverride().configureOutput({ writeErr: (part) => (text += part) });
    }
    await expect(program.parseAsync(args, { from: 'user' })).rejects.toMatchObject({
      name: 'CommanderError',
    });
    expectSafe({ stdout: '', stderr: text });
    return text;
  }

  test.each(buildProgram().commands.map((command) => command.name()))('of nin %s', async (name) => {
    expect(await complaint(name, `--${hostile}`)).toBe(`error: unknown option '--${shown}'\n`);
  });

  test('whatever is wrong with them', async () => {
    expect(await complaint(hostile)).toContain(`error: unknown command '${shown}'\n`);
    expect(await complaint('train', '--backend', hostile)).toContain(`argument '${shown}' is invalid`);
    expect(await complaint('train', '--augment', hostile)).toContain(`argument '${shown}' is invalid`);
    expect(await complaint('profile', '--input', hostile)).toContain(`argument '${shown}' is invalid`);
    expect(await complaint('shapes', 'file', hostile)).toContain("too many arguments for 'shapes'");
  });

  test('with what was probably meant, on the same line', async () => {
    expect(await complaint('train', '--epoch')).toBe(
      "error: unknown option '--epoch' (Did you mean --epochs?)\n",
    );
  });

  test('as the built command prints them', async () => {
    const { status } = await expectShown(['train', `--${hostile}`], `unknown option '--${shown}'`);
    expect(status).toBe(1);
  });
});

test('folders of data that are not there, or hold something else', async () => {
  await expectShown(['train', '--data', `no ${hostile}`], shown);
  await expectShown(['data', '--data', hostile], shown);
  await expectShown(['lesson', '--data', hostile], `data ${shown} instead of cifar10`);
});

describe('the folder of a run', () => {
  test('that is trained into, and of an ablation', async () => {
    const small = [
      '--data',
      'synthetic',
      '--backend',
      'wasm',
      '--limit-train',
      '8',
      '--limit-test',
      '8',
      '--epochs',
      '1',
    ];
    const trained = await expectShown(
      ['train', ...small, '--out', `${hostile} new`],
      `Run folder: ${cwd}/${shown} new`,
    );
    expect(trained.status).toBe(0);
    expect(readdirSync(join(cwd, `${hostile} new`))).toContain('report.html');
    const more = ['--mlp-layers', '0', '--seeds', '1', '--out', `${hostile} ablation`];
    const ablated = await expectShown(['ablate', ...small, ...more], `${shown} ablation`);
    expect(ablated.status).toBe(0);
  }, 60_000);

  test('that is in use, or cannot be made', async () => {
    await expectShown(['train', '--data', 'synthetic', '--out', hostile], `got ${cwd}/${shown} `);
    await expectShown(
      ['train', '--data', 'synthetic', '--out', join(`${hostile}.png`, 'run')],
      `${shown}.png/run`,
    );
  });
});

describe('answers of a server', () => {
  let server: Server;
  let answer = '';
  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      response.statusCode = url.endsWith('.tgz') ? 404 : 200;
      response.end(url.endsWith('.tgz') ? hostile : answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  test.each([
    ['that is not what was asked for', hostile],
    ['that names another place', JSON.stringify({ versions: { '1.1.1': { dist: { tarball: hostile } } } })],
  ])('%s', async (_, body) => {
    answer = body;
    const { port } = server.address() as AddressInfo;
    const { stderr, status } = await expectShown(['data'], 'FAKE', {
      NIN_CACHE_DIR: join(cwd, `${hostile} cache`),
      npm_config_registry: `http://127.0.0.1:${port}/`,
      HTTPS_PROXY: 'http://127.0.0.1:9',
    });
    expect(status).toBe(1);
    expect(stderr.trim().split('\n').at(-1)).toMatch(/^nin: no source of CIFAR-10 works: /);
  });

  test('and a cache that cannot be made', async () => {
    await expectShown(['data'], `${shown}.png/cache`, {
      NIN_CACHE_DIR: join(cwd, `${hostile}.png`, 'cache'),
    });
  });
});

test('our own colors stay', async () => {
  const { stderr } = await expectShown(['evaluate', `no ${hostile}`], shown, {
    NO_COLOR: '',
    FORCE_COLOR: '1',
  });
  expect(stderr).toMatch(/^\P{L}+31mnin:/u);
});
