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
    expect(stdout).toContain('divided by 1.8');
  });

  test('divides by 2 unless told otherwise', async () => {
    const { stdout } = await runNin([
      'schedule',
      '--name',
      'cosine',
      '--initial',
      '0.1',
      '--steps',
      '4',
      '--json',
    ]);
    // 0.1 · (1 + cos(π · step / 4)) / 2
    const half = Math.SQRT1_2 / 2;
    const expected = [0.1, 0.1 * (0.5 + half), 0.05, 0.1 * (0.5 - half)];
    (JSON.parse(stdout) as number[]).forEach((rate, step) => expect(rate).toBeCloseTo(expected[step], 12));
  });
});

describe('nin --help', () => {
  test('names every sub-command', async () => {
    const { status, stdout } = await runNin(['--help']);
    expect(status).toBe(0);
    for (const name of 'train evaluate predict shapes profile schedule ablate new-block data backends lesson'.split(
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
  test('tells what is here and what auto picks', async () => {
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
