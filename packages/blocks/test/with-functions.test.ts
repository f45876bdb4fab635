import { describe, expect, test } from 'vitest';
import {
  layerShapes,
  lectureSpec,
  paperSpec,
  profile,
  tinySpec,
  withClasses,
  withInputShape,
  withMlpLayers,
  withWidth,
  type NinSpec,
} from '../src/index';
import { cost, ninBlocks, specs } from './spec-costs';

describe('withMlpLayers', () => {
  const widths = (spec: NinSpec) => ninBlocks(spec).map(({ filters, mlpFilters }) => [filters, mlpFilters]);

  test('keeps the outputs of every block, and repeats or removes 1×1 layers before the last', () => {
    expect(widths(withMlpLayers(paperSpec, 1))).toEqual([
      [192, [96]],
      [192, [192]],
      [192, [10]],
    ]);
    expect(widths(withMlpLayers(paperSpec, 4))).toEqual([
      [192, [160, 160, 160, 96]],
      [192, [192, 192, 192, 192]],
      [192, [192, 192, 192, 10]],
    ]);
    expect(widths(withMlpLayers(withMlpLayers(paperSpec, 1), 3))[2]).toEqual([192, [192, 192, 10]]);
  });

  test('with 0 keeps only the k×k convolutions, the last of which outputs the classes', () => {
    const spec = withMlpLayers(paperSpec, 0);
    expect(layerShapes(spec).at(-1)?.shape).toEqual([10]);
    // 5·5·3·96 + 96, 5·5·96·192 + 192, 3·3·192·10 + 10.
    expect(cost(spec).params).toBe(7_296 + 460_992 + 17_290);
  });

  test.each([0, 1, 2, 3, 5])('with %i layers every spec keeps its classes', (layers) => {
    for (const spec of Object.values(specs)) {
      const changed = withMlpLayers(spec, layers);
      expect(layerShapes(changed).map(({ shape }) => shape)).toEqual(
        layerShapes(spec).map(({ shape }) => shape),
      );
      expect(profile(changed).layers.filter(({ kind }) => kind === 'Conv2D')).toHaveLength(
        spec.blocks.length * (1 + layers),
      );
    }
  });

  test('with the same number changes nothing', () => {
    expect(profile(withMlpLayers(paperSpec, 2))).toEqual(profile(paperSpec));
    expect(profile(withMlpLayers(lectureSpec, 3))).toEqual(profile(lectureSpec));
  });

  test('keeps a common width of all 1×1 layers before the last', () => {
    const spec: NinSpec = { ...tinySpec, blocks: [{ filters: 8, kernelSize: 3, mlpFilters: 4 }] };
    expect(widths(withMlpLayers(spec, 3))).toEqual([[8, [4, 4, 4]]]);
    expect(widths(withMlpLayers(spec, 0))).toEqual([[4, undefined]]);
  });

  test('refuses an invalid number of layers', () => {
    expect(() => withMlpLayers(lectureSpec, -1)).toThrow(
      'withMlpLayers: mlpLayers must be a non-negative integer, got -1',
    );
    const wrong = { ...lectureSpec, blocks: [{ filters: 0, kernelSize: 3 }] };
    expect(() => withMlpLayers(wrong, 1)).toThrow(
      'withMlpLayers: block 1: filters must be a positive integer, got 0',
    );
  });
});

describe('withClasses', () => {
  test('changes only the last convolution of a block with mlpFilters', () => {
    // 192 weights and a bias for each class more.
    expect(cost(withClasses(paperSpec, 100)).params).toBe(966_986 + 90 * 193);
    expect(cost(withClasses({ ...paperSpec }, 10))).toEqual(cost(paperSpec));
  });

  test.each([1, 2, 100])('changes every spec to %i outputs', (classes) => {
    for (const spec of Object.values(specs)) {
      for (const layers of [0, 1, 2]) {
        const changed = withClasses(withMlpLayers(spec, layers), classes);
        expect(layerShapes(changed).at(-1)?.shape).toEqual([classes]);
      }
    }
  });

  test('keeps the width of the 1×1 layers before the last', () => {
    const spec: NinSpec = {
      ...tinySpec,
      blocks: [{ filters: 8, kernelSize: 3, mlpFilters: 4, mlpLayers: 3 }],
    };
    expect(ninBlocks(withClasses(spec, 7))[0]?.mlpFilters).toEqual([4, 4, 7]);
  });

  test('refuses an invalid number of classes', () => {
    expect(() => withClasses(lectureSpec, 0)).toThrow(
      'withClasses: classes must be a positive integer, got 0',
    );
  });
});

describe('withInputShape', () => {
  test('changes the input shape only', () => {
    expect(withInputShape(lectureSpec, [64, 48, 1])).toEqual({ ...lectureSpec, inputShape: [64, 48, 1] });
  });

  test.each([[[32, 32]], [[32, 32, 0]], [[32.5, 32, 3]]])('refuses %o', (shape) => {
    expect(() => withInputShape(lectureSpec, shape)).toThrow(
      `withInputShape: inputShape must be [height, width, channels] in positive integers, got ${JSON.stringify(shape)}`,
    );
  });
});

describe('withWidth', () => {
  test('scales every width except the classes', () => {
    expect(ninBlocks(withWidth(lectureSpec, 0.25)).map(({ filters }) => filters)).toEqual([96, 189, 256, 20]);
    expect(
      ninBlocks(withWidth(paperSpec, 0.25)).map(({ filters, mlpFilters }) => [filters, mlpFilters]),
    ).toEqual([
      [48, [40, 24]],
      [48, [48, 48]],
      [48, [48, 10]],
    ]);
  });

  test('rounds, to at least 1', () => {
    const spec: NinSpec = {
      ...tinySpec,
      blocks: [
        { filters: 7, kernelSize: 3, mlpFilters: 3 },
        { filters: 6, kernelSize: 3, mlpLayers: 0 },
      ],
    };
    expect(withWidth(spec, 0.1).blocks).toEqual([
      { filters: 1, kernelSize: 3, mlpLayers: 2, mlpFilters: [1, 1] },
      { filters: 6, kernelSize: 3, mlpLayers: 0 },
    ]);
  });

  test('refuses an invalid factor', () => {
    expect(() => withWidth(lectureSpec, 0)).toThrow('withWidth: factor must be a positive number, got 0');
    expect(() => withWidth(lectureSpec, Infinity)).toThrow(
      'withWidth: factor must be a positive number, got Infinity',
    );
  });
});
