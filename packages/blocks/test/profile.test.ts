import { describe, expect, test } from 'vitest';
import { lectureSpec, modernSpec, paperSpec, profile, withClasses, type NinSpec } from '../src/index';

// No backend is imported here: profiling a spec needs none, and builds nothing.

describe('profile of a spec', () => {
  test('has the figures of lectureSpec layer by layer', () => {
    const rows = profile(lectureSpec).layers.map(({ name, shape, params, macs }) => [
      name,
      shape.join('×'),
      params,
      macs,
    ]);
    const mlp = (block: number, shape: string, params: number, macs: number) =>
      [1, 2, 3].map((i) => [`block${block}/mlp${i}`, shape, params, macs]);
    expect(rows).toEqual([
      ['block1/conv', '11×11×384', 56_832, 6_830_208],
      ...mlp(1, '11×11×384', 147_840, 17_842_176),
      ['pool1', '5×5×384', 0, 0],
      ['block2/conv', '5×5×756', 7_258_356, 181_440_000],
      ...mlp(2, '5×5×756', 572_292, 14_288_400),
      ['pool2', '2×2×756', 0, 0],
      ['block3/conv', '2×2×1024', 6_968_320, 27_869_184],
      ...mlp(3, '2×2×1024', 1_049_600, 4_194_304),
      ['pool3', '1×1×1024', 0, 0],
      ['dropout3', '1×1×1024', 0, 0],
      ['block4/conv', '1×1×20', 184_340, 184_320],
      ...mlp(4, '1×1×20', 420, 400),
      ['head', '20', 0, 0],
    ]);
  });

  test('has the figures of lectureSpec at 1024×1024', () => {
    const { layers, totals } = profile(lectureSpec, { inputShape: [1024, 1024, 3] });
    expect(totals.macs).toBe(389_325_080_448);
    expect(totals.params).toBe(19_778_304);
    const macs = Object.fromEntries(layers.map((layer) => [layer.name, layer.macs]));
    expect(macs).toMatchObject({
      'block1/conv': 6_602_383_872,
      'block1/mlp1': 17_247_043_584,
      'block2/conv': 209_744_640_000,
      'block2/mlp3': 16_517_390_400,
      'block3/conv': 49_161_240_576,
      'block3/mlp2': 7_398_752_256,
      'block4/conv': 325_140_480,
      'block4/mlp1': 705_600,
    });
  });

  test("has the paper's figures layer by layer", () => {
    const conv = profile(paperSpec).layers.filter(({ kind }) => kind === 'Conv2D');
    expect(conv.map(({ params }) => params)).toEqual([
      14_592, 30_880, 15_456, 460_992, 37_056, 37_056, 331_968, 37_056, 1_930,
    ]);
    expect(conv.map(({ macs }) => macs)).toEqual([
      14_745_600, 31_457_280, 15_728_640, 117_964_800, 9_437_184, 9_437_184, 21_233_664, 2_359_296, 122_880,
    ]);
  });

  test('counts activations per image, and per batch in the training memory', () => {
    // 292,612 numbers of four bytes: 1.170 MB for one image, 149.8 MB for 128.
    const { totals, trainingMemory } = profile(lectureSpec, { batchSize: 128 });
    expect(totals.activationBytes).toBe(4 * 292_612);
    expect(trainingMemory.activations).toBe(128 * 4 * 292_612);
    // Weights 79.1 MB; with gradients and AdamW's two moments 316.5 MB.
    const { weights, gradients, optimizer, activations, total } = trainingMemory;
    expect(weights).toBe(79_113_216);
    expect(weights + gradients + optimizer).toBe(316_452_864);
    expect(total).toBe(316_452_864 + activations);
  });

  test('counts the state of the optimizer', () => {
    const optimizer = (optimizerSlots: number) =>
      profile(paperSpec, { optimizerSlots }).trainingMemory.optimizer;
    expect([0, 1, 2].map(optimizer)).toEqual([0, 4 * 966_986, 8 * 966_986]);
    expect(profile(paperSpec).optimizerSlots).toBe(2);
  });

  test('counts no gradients and optimizer state for moving averages', () => {
    const { trainingMemory } = profile(modernSpec);
    expect(trainingMemory).toMatchObject({
      weights: 4 * 972_658,
      gradients: 4 * 969_822,
      optimizer: 8 * 969_822,
    });
  });

  test('counts the outputs of batch normalization and its activation', () => {
    const spec: NinSpec = {
      inputShape: [4, 4, 3],
      blocks: [{ filters: 5, kernelSize: 3, mlpLayers: 0, batchNorm: true }],
      head: 'globalAverage',
    };
    // 3·3·3·5 + 5 weights; scale, shift and two moving statistics for five channels; 4·4·5 numbers of four bytes.
    expect(profile(spec).layers).toEqual([
      { name: 'block1/conv', kind: 'Conv2D', shape: [4, 4, 5], params: 140, trainableParams: 140, macs: 2160, activationBytes: 320 }, // prettier-ignore
      { name: 'block1/conv/bn', kind: 'BatchNormalization', shape: [4, 4, 5], params: 20, trainableParams: 10, macs: 0, activationBytes: 320 }, // prettier-ignore
      { name: 'block1/conv/relu', kind: 'Activation', shape: [4, 4, 5], params: 0, trainableParams: 0, macs: 0, activationBytes: 320 }, // prettier-ignore
      { name: 'head', kind: 'GlobalAveragePooling2D', shape: [5], params: 0, trainableParams: 0, macs: 0, activationBytes: 20 }, // prettier-ignore
    ]);
    expect(profile(spec).totals).toEqual({
      params: 160,
      trainableParams: 150,
      nonTrainableParams: 10,
      macs: 2160,
      activationBytes: 980,
    });
  });

  test('knows every layer of a spec', () => {
    expect(profile(withClasses(modernSpec, 100)).unknown).toEqual([]);
  });

  test.each<[object, string]>([
    [{ batchSize: 0 }, 'profile: batchSize must be a positive integer, got 0'],
    [{ optimizerSlots: -1 }, 'profile: optimizerSlots must be a non-negative integer, got -1'],
    [{ inputShape: [4, 4, 3] }, 'profile: block 1: a pooling of 3×3 without padding must have a map'],
    [
      { inputShape: [3] },
      'profile: inputShape must be [height, width, channels] in positive integers, got [3]',
    ],
  ])('refuses %o', (options, message) => {
    expect(() => profile(lectureSpec, options)).toThrow(message);
  });
});
