import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  d2lSpec,
  layerShapes,
  lectureSpec,
  modernSpec,
  paperSpec,
  profile,
  tinySpec,
  withClasses,
  withInputShape,
  withMlpLayers,
  type NinBlock,
  type NinSpec,
} from '../src/index';
import { cost, specs } from './spec-costs';

describe.each(Object.entries(specs))('%s', (_name, spec) => {
  test('is plain data that survives JSON', () => {
    const copy = JSON.parse(JSON.stringify(spec)) as NinSpec;
    expect(copy).toEqual(spec);
    expect(profile(copy)).toEqual(profile(spec));
  });

  test('is deeply frozen', () => {
    const parts = [spec, spec.inputShape, spec.blocks, ...spec.blocks];
    const deeper = spec.blocks.flatMap(({ pool, mlpFilters, batchNorm }) => [pool, mlpFilters, batchNorm]);
    for (const part of [...parts, ...deeper]) expect(Object.isFrozen(part)).toBe(true);
    expect(() => Object.assign(spec.blocks[0] ?? {}, { filters: 9 })).toThrow(TypeError);
  });
});

describe('lectureSpec', () => {
  test('has the parameters and MACs of the lecture', () => {
    expect(cost(lectureSpec)).toEqual({ params: 19_778_304, trainableParams: 19_778_304, macs: 325_299_552 });
  });

  test('prints the nine rows of the lecture for 1024×1024', () => {
    expect(layerShapes(lectureSpec, [1024, 1024, 3])).toEqual([
      { name: 'block1', kind: 'NinBlock', shape: [342, 342, 384] },
      { name: 'pool1', kind: 'MaxPooling2D', shape: [170, 170, 384] },
      { name: 'block2', kind: 'NinBlock', shape: [170, 170, 756] },
      { name: 'pool2', kind: 'MaxPooling2D', shape: [84, 84, 756] },
      { name: 'block3', kind: 'NinBlock', shape: [84, 84, 1024] },
      { name: 'pool3', kind: 'MaxPooling2D', shape: [42, 42, 1024] },
      { name: 'dropout3', kind: 'Dropout', shape: [42, 42, 1024] },
      { name: 'block4', kind: 'NinBlock', shape: [42, 42, 20] },
      { name: 'head', kind: 'GlobalAveragePooling2D', shape: [20] },
    ]);
  });

  test.each<[string, NinSpec, number, number]>([
    ['two 1×1 layers', withMlpLayers(lectureSpec, 2), 18_008_152, 288_974_272],
    ['one 1×1 layer', withMlpLayers(lectureSpec, 1), 16_238_000, 252_648_992],
    ['ten outputs', withClasses(lectureSpec, 10), 19_685_204, 325_206_492],
    [
      '768 filters in block 2',
      { ...lectureSpec, blocks: lectureSpec.blocks.map((b, i) => (i === 1 ? { ...b, filters: 768 } : b)) },
      20_059_008,
      329_993_520,
    ],
  ])('with %s has the parameters and MACs worked out for it', (_what, spec, params, macs) => {
    expect(cost(spec)).toMatchObject({ params, macs });
  });

  test('without 1×1 layers is four convolutions', () => {
    // 56,832 + 7,258,356 + 6,968,320 + 184,340 parameters; 6,830,208 + 181,440,000 + 27,869,184 + 184,320 MACs.
    expect(cost(withMlpLayers(lectureSpec, 0))).toMatchObject({ params: 14_467_848, macs: 216_323_712 });
  });
});

describe('paperSpec', () => {
  test('has the parameters, MACs and maps of the paper', () => {
    expect(cost(paperSpec)).toMatchObject({ params: 966_986, macs: 222_486_528 });
    expect(layerShapes(paperSpec).map(({ shape }) => shape.join('×'))).toEqual([
      '32×32×96',
      '16×16×96',
      '16×16×96',
      '16×16×192',
      '8×8×192',
      '8×8×192',
      '8×8×10',
      '10',
    ]);
  });

  test('gains 2,836 trainable parameters with batch normalization: two for each of 1,418 channels', () => {
    const blocks = paperSpec.blocks.map((block) => ({ ...block, batchNorm: true }));
    expect(cost({ ...paperSpec, blocks })).toEqual({
      params: 966_986 + 2 * 2_836,
      trainableParams: 966_986 + 2_836,
      macs: 222_486_528,
    });
  });
});

describe('modernSpec', () => {
  test('is the network of the paper with batch normalization and without dropout', () => {
    expect(cost(modernSpec)).toEqual({ params: 972_658, trainableParams: 969_822, macs: 222_486_528 });
    expect(layerShapes(modernSpec).map(({ kind }) => kind)).not.toContain('Dropout');
    expect(modernSpec.blocks.at(-1)?.outputActivation).toBe('linear');
  });
});

describe('d2lSpec', () => {
  test('has the parameters and MACs of the book, for one channel and for three', () => {
    expect(cost(d2lSpec)).toMatchObject({ params: 1_992_166, macs: 762_297_352 });
    expect(cost(withInputShape(d2lSpec, [224, 224, 3]))).toMatchObject({
      params: 2_015_398,
      macs: 830_041_864,
    });
  });

  test('has the maps of the book', () => {
    expect(layerShapes(d2lSpec).map(({ shape }) => shape.join('×'))).toEqual([
      '54×54×96',
      '26×26×96',
      '26×26×256',
      '12×12×256',
      '12×12×384',
      '5×5×384',
      '5×5×384',
      '5×5×10',
      '10',
    ]);
  });
});

describe('tinySpec', () => {
  test('maps 32×32×3 to ten linear logits', () => {
    expect(tinySpec.inputShape).toEqual([32, 32, 3]);
    expect(layerShapes(tinySpec).at(-1)?.shape).toEqual([10]);
    expect(tinySpec.blocks.at(-1)?.outputActivation).toBe('linear');
  });

  test('has the parameters and MACs worked out by hand', () => {
    // Convolutions, bias included: 3·3·3·32, 32·32, 3·3·32·96, 96·96, 3·3·96·192, 192·192, 192·10.
    const convolutions = 896 + 1_056 + 27_744 + 9_312 + 166_080 + 37_056 + 1_930;
    // Normalized channels; each has a scale and a shift, and two moving statistics that are not trained.
    const channels = 2 * (32 + 96 + 192) + 10;
    // The same weights without bias at 16², 8² and 4² positions.
    const macs = (864 + 1_024) * 256 + (27_648 + 9_216) * 64 + (165_888 + 36_864 + 1_920) * 16;
    expect(cost(tinySpec)).toEqual({
      params: convolutions + 4 * channels,
      trainableParams: convolutions + 2 * channels,
      macs,
    });
    expect(cost(tinySpec)).toMatchObject({ params: 246_674, macs: 6_117_376 });
  });
});

test('specs have one type, and changing one by spreading keeps it', () => {
  expectTypeOf(lectureSpec).toEqualTypeOf<NinSpec<NinBlock>>();
  expectTypeOf(lectureSpec).toExtend<NinSpec>();
  const changed = { ...lectureSpec, inputShape: [64, 64, 3] };
  expectTypeOf(changed).toExtend<NinSpec>();
});
