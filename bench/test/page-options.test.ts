import { expect, test } from 'vitest';
import { readPageOptions } from '../src/page/page-options';

test('the set is named after what was asked for', () => {
  expect(readPageOptions([])).toMatchObject({
    set: 'page',
    networks: ['tiny', 'quarter'],
    backends: ['webgpu', 'webgl', 'wasm'],
    software: false,
  });
  expect(readPageOptions(['--quick', '--software'])).toMatchObject({ set: 'page-quick', software: true });
  expect(readPageOptions(['--only=quarter', '--backends', 'wasm,webgpu'])).toMatchObject({
    set: 'page-quarter-webgpu-wasm',
    networks: ['quarter'],
    backends: ['webgpu', 'wasm'],
  });
});

test('a network or backend there is not is named', () => {
  expect(() => readPageOptions(['--only', 'lecture'])).toThrow(
    new RangeError("--only must name networks of tiny, quarter, got 'lecture'"),
  );
  expect(() => readPageOptions(['--backends', 'cpu'])).toThrow(
    new RangeError("--backends must name backends of webgpu, webgl, wasm, got 'cpu'"),
  );
});
