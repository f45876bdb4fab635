import { describe, expect, test } from 'vitest';
import { runNin } from './run-nin';

describe('nin shapes', () => {
  test("prints the lecture's nine rows for a large image", async () => {
    const { status, stdout } = await runNin(['shapes', '--spec', 'lecture', '--input', '1024x1024x3']);
    expect(status).toBe(0);
    expect(stdout.match(/\([\d, ]+\)/g)).toEqual([
      '(1, 342, 342, 384)',
      '(1, 170, 170, 384)',
      '(1, 170, 170, 756)',
      '(1, 84, 84, 756)',
      '(1, 84, 84, 1024)',
      '(1, 42, 42, 1024)',
      '(1, 42, 42, 1024)',
      '(1, 42, 42, 20)',
      '(1, 20)',
    ]);
  });

  test('says where an image is too small', async () => {
    const { status, stdout, stderr } = await runNin(['shapes', '--spec', 'd2l', '--input', '32x32x3']);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^nin: layerShapes: .*pool/);
  });
});

describe('nin profile', () => {
  test.each([
    ['lecture', '19,778,304', '325,299,552'],
    ['paper', '966,986', '222,486,528'],
    ['d2l', '1,992,166', '762,297,352'],
  ])('counts %s: %s parameters, %s MACs', async (spec, params, macs) => {
    const { status, stdout } = await runNin(['profile', '--spec', spec]);
    expect(status).toBe(0);
    expect(stdout).toContain(params);
    expect(stdout).toContain(macs);
  });

  test('counts what one 1×1 layer less saves, as JSON', async () => {
    const { stdout } = await runNin(['profile', '--spec', 'lecture', '--mlp-layers', '2', '--json']);
    expect((JSON.parse(stdout) as { totals: object }).totals).toMatchObject({
      params: 18_008_152,
      macs: 288_974_272,
    });
  });

  test('counts the MACs of a large image', async () => {
    const { stdout } = await runNin(['profile', '--spec', 'lecture', '--input', '1024x1024x3', '--json']);
    expect((JSON.parse(stdout) as { totals: object }).totals).toMatchObject({ macs: 389_325_080_448 });
  });
});

describe('nin schedule', () => {
  test("gives the lecture's five learning rates", async () => {
    const { stdout } = await runNin(['schedule', '--head', '5']);
    expect(stdout.match(/\d\.\d{4}e-\d\d/g)).toEqual([
      '5.5556e-04',
      '5.5501e-04',
      '5.5337e-04',
      '5.5064e-04',
      '5.4683e-04',
    ]);
    expect(stdout).toContain('divisor 1.8');
  });

  test('divides by 2 unless the divisor is set', async () => {
    const cosine = ['schedule.kind=cosineAnnealing', 'schedule.unit=epoch'];
    const settings = [...cosine, 'optimizer.learningRate=0.1', 'epochs=4'];
    const { stdout } = await runNin([
      'schedule',
      'tiny',
      ...settings.flatMap((one) => ['--set', one]),
      '--json',
    ]);
    // 0.1 · (1 + cos(π · step / 4)) / 2
    const half = Math.SQRT1_2 / 2;
    const expected = [0.1, 0.1 * (0.5 + half), 0.05, 0.1 * (0.5 - half)];
    (JSON.parse(stdout) as number[]).forEach((rate, step) => expect(rate).toBeCloseTo(expected[step], 12));
  });
});

describe('nin schedule', () => {
  test.each<[settings: string[], rates: number[]]>([
    // Drops by 5 at 30 %, 60 % and 80 % of 9 epochs: rounded, 3, 5 and 7.
    [
      ['schedule.kind=piecewise', 'epochs=9'],
      [1, 1, 1, 0.2, 0.2, 0.04, 0.04, 0.008, 0.008],
    ],
    // 128 images in two steps per epoch.
    [
      ['schedule.kind=polynomialDecay', 'schedule.unit=step', 'batch.size=64', 'epochs=2'],
      [1, 0.75, 0.5, 0.25],
    ],
    [
      ['schedule.kind=stepDecay', 'schedule.every=2', 'epochs=4'],
      [1, 1, 0.1, 0.1],
    ],
    [
      ['schedule.kind=constant', 'schedule.warmup=2', 'epochs=3'],
      [0, 0.5, 1],
    ],
  ])('prints the rates of %j', async (settings, rates) => {
    const set = [...settings, 'optimizer.learningRate=1'].flatMap((one) => ['--set', one]);
    const { stdout, stderr } = await runNin(['schedule', 'tiny', '--images', '128', '--json', ...set]);
    expect(stderr).toBe('');
    const found = JSON.parse(stdout) as number[];
    expect(found).toHaveLength(rates.length);
    found.forEach((rate, i) => expect(rate).toBeCloseTo(rates[i], 12));
  });
});

describe('nin settings', () => {
  test('lists each field with its range, default and meaning, by kind', async () => {
    const { status, stdout } = await runNin(['settings']);
    expect(status).toBe(0);
    expect(stdout).toContain(
      '\nepochs  (integer from 1 up to 100,000, default 6)\n    Passes over the training images.\n',
    );
    for (const kind of ['optimizer.kind=sgd', 'schedule.kind=cosineRestarts', 'network.blocks.N.kind=se-nin'])
      expect(stdout).toContain(`\nWith ${kind}:\n`);
    expect(stdout).toMatch(/^batch\.augment\.padding {2}\(reflect \| zero, default "reflect"\)$/m);
  });

  test('lists those of a part', async () => {
    const { stdout } = await runNin(['settings', 'batch.augment']);
    const paths = stdout.split('\n').filter((line) => /^\S/.test(line));
    expect(paths.map((line) => line.split(' ')[0])).toEqual([
      'batch.augment.padAndCrop',
      'batch.augment.padding',
      'batch.augment.flip',
      'batch.augment.cutout',
    ]);
  });

  test('refuses a path of no field', async () => {
    const { status, stderr } = await runNin(['settings', 'batch.sise']);
    expect([status, stderr]).toEqual([
      1,
      'nin: PATH must be that of a field, got batch.sise: nin settings lists all\n',
    ]);
  });
});

describe('nin --help', () => {
  test('names every sub-command', async () => {
    const { status, stdout } = await runNin(['--help']);
    expect(status).toBe(0);
    for (const name of 'train evaluate predict shapes profile schedule settings ablate new-block data backends lesson'.split(
      ' ',
    )) {
      expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
  });

  test.each([
    'train',
    'evaluate',
    'predict',
    'shapes',
    'profile',
    'schedule',
    'settings',
    'ablate',
    'new-block',
    'data',
    'backends',
    'lesson',
  ])('nin %s --help explains itself', async (name) => {
    const { status, stdout } = await runNin([name, '--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: npx nin ${name} `));
    expect(stdout).toContain('Options:');
  });
});

describe('nin backends', () => {
  test('lists the backends and what auto picks', async () => {
    const { status, stdout } = await runNin(['backends']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^webgpu +swiftshader\S* \(GPU in software\)$/m);
    expect(stdout).toMatch(/^wasm +.*WebAssembly/m);
    expect(stdout).toMatch(/^ +[\d.]+ GFLOP\/s in a 512 × 512 matrix product$/m);
    expect(stdout).toMatch(/6 of 6 numerical checks passed/);
    expect(stdout).toMatch(/^ +✓ gradient by the filter: \d\.\de-\d$/m);
    expect(stdout).toMatch(/^auto picks wasm \(.*threads?\): /m);
  });
});
