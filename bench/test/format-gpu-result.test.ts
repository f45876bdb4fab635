import { expect, test } from 'vitest';
import { formatGpuResult } from '../src/gpu/report/format-gpu-result';
import { gpuLayerTables } from '../src/gpu/report/gpu-layer-table';
import { anatomyTable, gpuStepTable } from '../src/gpu/report/gpu-step-table';
import { productTable } from '../src/gpu/report/product-table';
import { programTables } from '../src/gpu/report/program-table';
import { gpuResult } from './gpu-result';

const cellsOf = (table: string, line: number) => {
  const row = table.split('\n')[line];
  const cells = row.split('|').slice(1, -1);
  return cells.map((cell) => cell.trim());
};

test('steps have a row for each place and peer, and are compared within their place', () => {
  // The median of 9 10 11 20 is 10.5 ms, its quartiles 9.75 and 13.25; 8 images in it are 762 a second and 16 · 10⁶
  // operations 1.52 GFLOP/s, of 8. Stock takes 30 ms to 10 in the first round, 40 to 20 in the second.
  expect(cellsOf(gpuStepTable(gpuResult()), 2)).toEqual([
    ...['tinySpec', 'Node, WebGPU', 'ours', '8', '10.5', '762', '2.50 (2.00–3.00)'],
    ...['1.52', '19 %', '4', '33 %'],
  ]);
  expect(cellsOf(gpuStepTable(gpuResult()), 3).slice(2, 7)).toEqual(['stock tfjs', '8', '35.0', '229', '–']);
});

test('what is not on the GPU is outside kernels', () => {
  // 8 of 10.5 ms.
  expect(cellsOf(anatomyTable(gpuResult()), 2)).toEqual([
    ...['tinySpec', 'Node, WebGPU', 'ours', '1.00', '4', '8.00', '24 %', '2.5000 → 2.0000'],
  ]);
});

test('dispatches that together take longer than the step leave nothing outside', () => {
  const result = gpuResult();
  result.steps[0].figures!.onGpu = 11;
  expect(cellsOf(anatomyTable(result), 2)[6]).toBe('none');
});

test('a place without a clock of the GPU has dashes', () => {
  const result = gpuResult();
  result.steps[0].figures!.onGpu = undefined;
  expect(cellsOf(anatomyTable(result), 2).slice(5, 7)).toEqual(['–', '–']);
});

test('products have rate and share of the peak', () => {
  const result = gpuResult();
  const summary = { n: 3, median: 2, min: 2, max: 2, lowerQuartile: 2, upperQuartile: 2 };
  result.products = [
    {
      place: 'node-webgpu',
      peer: 'stock',
      pace: { warmUp: 0, atLeast: 1, atMost: 1, seconds: 0, runs: 1 },
      products: [{ size: 100, milliseconds: [2, 2, 2], summary, gflops: 1 }],
    },
  ];
  expect(cellsOf(productTable(result), 2)).toEqual([
    ...['100×100', 'Node, WebGPU', 'stock tfjs', '2.00', '1.00', '13 %', '3'],
  ]);
});

test('programs are listed by their share, with names that do not break the table', () => {
  const [title, , , , first, second] = programTables(gpuResult()).split('\n');
  expect(title).toBe('tiny, batch 8, Node, WebGPU, ours');
  expect(cellsOf(first, 0)).toEqual(['product a/b', '3', '6.00', '75 %']);
  expect(cellsOf(second, 0)).toEqual(['sum', '1', '2.00', '25 %']);
});

test('layers show our time beside that of stock', () => {
  // 2 · 8 · 10⁶ operations in 2 ms, and in 4 ms.
  const row = gpuLayerTables(gpuResult()).split('\n')[4];
  expect(cellsOf(row, 0)).toEqual([
    ...['a', '5×5, 3 → 32, of 32×32', '2.00 / 3.00 ms, 8.00', '–', '4.00 / 40.0 ms, 4.00'],
  ]);
});

test('a report begins with where its figures come from and tells what could not be done', () => {
  const report = formatGpuResult(gpuResult());
  expect(report.split('\n')[0]).toBe(
    '2026-11-24, Abacus, 2 cores, Linux 6 x64; Node, WebGPU on NVIDIA T4; Node v20.19.0, tfjs 4.22.0, webgpu 0.6.2; ' +
      'commit 0123456; 2 rounds, load 0.0 before',
  );
  expect(report).toContain('\n- Chromium, WebGPU: cannot: no browser\n'.trimEnd());
});
