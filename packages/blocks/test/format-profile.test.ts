import { describe, expect, test } from 'vitest';
import { formatProfile, lectureSpec, profile, type NinSpec, type Profile } from '../src/index';

const spec: NinSpec = {
  inputShape: [10, 10, 3],
  blocks: [{ filters: 20, kernelSize: 3, mlpFilters: [12], pool: { kind: 'max', size: 2 } }],
  head: 'globalAverage',
};

describe('formatProfile', () => {
  test('is an aligned table of layers, totals and memory', () => {
    // conv: 3·3·3·20 + 20 = 560 params, 100 · 540 = 54,000 MACs, 100·20·4 bytes; mlp1: 20·12 + 12, 100 · 240, 100·12·4;
    // pool: 25·12·4; head: 12·4. Sums: 812, 78,000, 14,048. Memory: 812·4 = 3248, twice that, and 2 · 14,048.
    expect(formatProfile(profile(spec, { batchSize: 2 }))).toBe(
      [
        'Layer        Kind                    Output    Params  MACs/image  Activations/image',
        '────────────────────────────────────────────────────────────────────────────────────',
        'block1/conv  Conv2D                  10×10×20     560      54,000           8.000 kB',
        'block1/mlp1  Conv2D                  10×10×12     252      24,000           4.800 kB',
        'pool1        MaxPooling2D            5×5×12         0           0           1.200 kB',
        'head         GlobalAveragePooling2D  12             0           0               48 B',
        '────────────────────────────────────────────────────────────────────────────────────',
        'Total                                             812      78,000           14.05 kB',
        '────────────────────────────────────────────────────────────────────────────────────',
        'Trainable params                    812',
        'Non-trainable params                  0',
        'Training memory, batch size 2  41.09 kB',
        '  weights                      3.248 kB',
        '  gradients                    3.248 kB',
        '  optimizer, 2 × gradients     6.496 kB',
        '  activations, 2 × one image   28.10 kB',
      ].join('\n'),
    );
  });

  test('prints the answers of the lecture in readable units', () => {
    const lines = formatProfile(profile(lectureSpec, { batchSize: 128 })).split('\n');
    expect(lines).toContainEqual(expect.stringMatching(/^Total +19,778,304 +325,299,552 +1\.170 MB$/));
    expect(lines).toContainEqual(expect.stringMatching(/weights +79\.11 MB$/));
    expect(lines).toContainEqual(expect.stringMatching(/activations, 128 × one image +149\.8 MB$/));
  });

  test('names the layer classes with unknown MACs', () => {
    const known = profile(spec);
    expect(formatProfile(known)).not.toContain('not known');
    const lines = formatProfile({ ...known, unknown: ['LSTM', 'MyLayer'] }).split('\n');
    expect(lines.at(-1)).toBe('MACs are unknown for LSTM, MyLayer');
  });

  test('escapes layer names, which may come from a file', () => {
    const { layers, ...rest } = profile(spec);
    const [first] = layers;
    const lines = formatProfile({ ...rest, layers: [{ ...first, name: 'x\nTotal\u001B[2J' }] }).split('\n');
    // As many cells from there on as any other row, in columns as wide as the escapes are.
    expect(lines[2]).toMatch(/^x\\nTotal\\x1b\[2J {2}Conv2D {2}10×10×20/);
    expect(lines.filter((line) => line.startsWith('Total'))).toHaveLength(1);
  });

  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.000 kB'],
    [12_345, '12.35 kB'],
    [999_949, '999.9 kB'],
    [999_950, '1.000 MB'],
    [4_294_967_296, '4.295 GB'],
    [2.5e15, '2500 TB'],
  ])('writes %i bytes as %s', (bytes, shown) => {
    const empty = profile(spec);
    const found: Profile = { ...empty, trainingMemory: { ...empty.trainingMemory, weights: bytes } };
    const line = formatProfile(found)
      .split('\n')
      .find((text) => text.startsWith('  weights'));
    expect(line?.replace(/^ {2}weights +/, '')).toBe(shown);
  });
});
