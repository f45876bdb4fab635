import { create, globals } from 'webgpu';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matrixOperand } from '../src/kernels/webgpu/shaders/product-operands';
import { productProgram } from '../src/kernels/webgpu/shaders/product';
import { shaderCode } from '../src/webgpu/program';
import { allTiles, matrixTile, type Tile } from '../src/kernels/webgpu/shaders/product-tiles';

/**
 * No adapter here supports half precision. Dawn's null adapter computes nothing, but has all features, so its compiler
 * checks that these shaders are valid WGSL. Their results are checked where they run: `selectBackend` falls back to float32
 * if they fail the self-check.
 */
describe('shaders of half precision', () => {
  let gpu: GPU | undefined;
  let device: GPUDevice;

  beforeAll(async () => {
    Object.assign(globalThis, globals);
    gpu = create(['backend=null', 'enable-dawn-features=allow_unsafe_apis']);
    const adapter = await gpu.requestAdapter();
    if (!adapter) throw new Error('Dawn has no null adapter');
    const requiredFeatures = ['shader-f16', 'subgroups', 'chromium-experimental-subgroup-matrix'];
    device = await adapter.requestDevice({ requiredFeatures: requiredFeatures as GPUFeatureName[] });
  });
  afterAll(() => {
    device.destroy();
    gpu = undefined;
  });

  async function errorOf(code: string): Promise<string | undefined> {
    device.pushErrorScope('validation');
    device.createShaderModule({ code });
    return (await device.popErrorScope())?.message;
  }

  function product(tile: Tile, along: 'terms' | 'outer', vector: boolean): string {
    return shaderCode(
      productProgram({
        key: '',
        left: matrixOperand(along, vector),
        right: matrixOperand(along === 'terms' ? 'outer' : 'terms', vector),
        columns: vector ? 64 : 10,
        wholeTerms: vector,
        sliced: true,
        epilogue: { bias: true, activation: 'relu' },
        tile,
        half: true,
        constants: '',
      }),
    );
  }

  const shapes = [
    { rows: 16, columns: 16, terms: 16 },
    { rows: 16, columns: 8, terms: 16 },
    { rows: 8, columns: 8, terms: 8 },
  ];
  const tiles = [
    ...allTiles.filter(({ shared }) => shared),
    ...shapes.flatMap((shape) => matrixTile(shape) ?? []),
  ];

  test('there are tiles with shared blocks and with subgroup matrices', () => {
    expect(tiles).toHaveLength(7);
  });

  test.each(tiles)('%j compiles', async (tile) => {
    for (const along of ['terms', 'outer'] as const) {
      for (const vector of [true, false]) expect(await errorOf(product(tile, along, vector))).toBeUndefined();
    }
  });

  test('the compiler rejects invalid shaders', async () => {
    const [tile] = tiles;
    expect(await errorOf(product(tile, 'terms', true).replace('enable f16;', ''))).toContain('f16');
  });

  test('shapes that do not divide a tile have no tile', () => {
    expect(matrixTile({ rows: 12, columns: 16, terms: 16 })).toBeUndefined();
  });
});
