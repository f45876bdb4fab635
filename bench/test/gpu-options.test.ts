import { expect, test } from 'vitest';
import { readGpuOptions } from '../src/gpu/gpu-options';

test('the set is named after what was asked for', () => {
  expect(readGpuOptions([])).toMatchObject({ set: 'gpu', networks: undefined, software: false });
  expect(readGpuOptions(['--quick', '--software'])).toMatchObject({ set: 'gpu-quick', software: true });
  expect(readGpuOptions(['--only=lecture,tiny', '--places', 'chromium-webgl,node-webgpu'])).toMatchObject({
    set: 'gpu-tiny-lecture-node-webgpu-chromium-webgl',
    networks: ['tiny', 'lecture'],
    places: ['node-webgpu', 'chromium-webgl'],
  });
});

test('a place there is not is named', () => {
  expect(() => readGpuOptions(['--places', 'moon'])).toThrow(
    new RangeError("--places must name places of node-webgpu, chromium-webgpu, chromium-webgl, got 'moon'"),
  );
});
