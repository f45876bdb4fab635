import { expect, test } from 'vitest';
import { formatResult } from '../src/report/format-result';
import { markdownTable, percent, threeDigits } from '../src/report/markdown-table';
import { entry, gpuResult, resultOf, stepsRun } from './small-result';

/** The cells of a row by the titles of their columns; table and row from 0. */
function cellsOf(report: string, table: number, row: number): Record<string, string> {
  const tables = report.split('\n\n').filter((part) => part.startsWith('|'));
  const lines = tables[table].split('\n');
  const cells = (line: string) => {
    const parts = line.split('|').slice(1, -1);
    return parts.map((cell) => cell.trim());
  };
  const values = cells(lines[row + 2]);
  return Object.fromEntries(cells(lines[0]).map((title, i) => [title, values[i]]));
}

test('a table is padded, with figures to the right, without empty columns', () => {
  const rows = [{ name: 'a|b', size: 1 }, { name: 'c' }];
  const columns = [
    { title: 'name', cell: (row: (typeof rows)[0]) => row.name, left: true },
    { title: 'empty', cell: () => undefined },
    { title: 'sizes', cell: ({ size }: (typeof rows)[0]) => size?.toFixed(2) },
  ];
  expect(markdownTable(rows, columns)).toBe(
    ['| name | sizes |', '| ---- | ----: |', '| a/b  |  1.00 |', '| c    |     – |'].join('\n'),
  );
  expect(markdownTable([], columns)).toBe('');
});

test.each([
  [0.000857, '0.000857'],
  [0.6243, '0.624'],
  [1, '1.00'],
  [39.84, '39.8'],
  [430.2, '430'],
  [2521.4, '2,521'],
  [0, '0'],
])('%f has three digits', (value, text) => {
  expect(threeDigits(value)).toBe(text);
});

test.each([
  [0.716, '72 %'],
  [0.0996, '10 %'],
  [0.0994, '9.9 %'],
  [0, '0.0 %'],
])('a fraction of %f is in percent', (fraction, text) => {
  expect(percent(fraction)).toBe(text);
});

test('steps on a processor have rates against a product, one thread and stock', () => {
  const two = stepsRun([10], { device: { name: 'Abacus', software: false, threads: 2 } });
  const stock = entry('stock-cpu', [stepsRun([100])], { batchSize: 2 });
  const report = formatResult(
    resultOf([entry('ours-1', [stepsRun([19, 20, 21])]), entry('ours', [two]), stock]),
  );
  // 20 ms for 8 images are 400 images per second; 16 · 10⁶ operations in 20 ms are 0.8 of 1 GFLOP/s; the middle half of
  // 19 20 21 is 1 ms wide.
  expect(cellsOf(report, 0, 0)).toEqual({
    ...{ network: 'tinySpec', where: 'Node, wasm', who: 'ours, 1 thread', batch: '8', 'ms per step': '20.0' },
    ...{ 'ms per image': '2.50', 'images/s': '400', 'against stock': '–', 'against one thread': '–' },
    ...{ 'GFLOP/s': '0.800', 'of a matrix product': '80 %', n: '3', spread: '5.0 %' },
  });
  // 50 ms per image of stock to 1.25, 2.5 of one thread.
  expect(cellsOf(report, 0, 1)).toMatchObject({
    who: 'ours, 2 threads',
    'against stock': '40.0 (40.0–40.0)',
    'against one thread': '2.00 (2.00–2.00)',
  });
  expect(cellsOf(report, 1, 0)).toMatchObject({
    'floor, ms': '16.0',
    'peak memory, MB': '100',
    'loss before → after': '2.5000 → 1.5000',
  });
  // Both runs of ours with one product of 1 GFLOP/s before and one after.
  expect(cellsOf(report, 2, 0)).toMatchObject({ 'product of': '100×100', 'GFLOP/s': '1.00', n: '2' });
});

test('steps on a GPU have shares of the peak and an anatomy', () => {
  const report = formatResult(gpuResult());
  // 9 10 11 20 ms have the median 10.5, quartiles 9.75 and 13.25. Stock takes 30 ms to 10 in the first round, 40 to 20 in the
  // second.
  expect(cellsOf(report, 0, 0)).toMatchObject({
    ...{ where: 'Node, WebGPU', who: 'ours', 'images/s': '762', 'against stock': '2.50 (2.00–3.00)' },
    ...{ 'GFLOP/s': '1.52', 'of peak': '0.0 %', n: '4', spread: '33 %' },
  });
  // 8 of 10.5 ms.
  expect(cellsOf(report, 1, 0)).toMatchObject({
    ...{ 'start, s': '0.500', 'first step, s': '1.00', dispatches: '4' },
    ...{ 'in kernels, ms': '8.00', 'outside kernels': '24 %' },
  });
  expect(cellsOf(report, 1, 1)).toMatchObject({ who: 'stock tfjs', dispatches: '–' });
});

test('layers show our time beside that of stock, programs their share', () => {
  const report = formatResult(gpuResult(), { layers: true, programs: true });
  const layers = report.slice(report.indexOf('tinySpec, batch 8, Node, WebGPU\n'));
  // 2 · 8 · 10⁶ operations in 2 ms, and in 4 ms.
  expect(cellsOf(layers, 0, 0)).toEqual({
    ...{ layer: 'a', convolution: '5×5, 3 → 32, of 32×32' },
    ...{ forward: '2.00 / 3.00 ms, 8.00', 'gradient by filter': '4.00 / 40.0 ms, 4.00' },
  });
  expect(cellsOf(layers, 1, 0)).toEqual({ program: 'product a/b', calls: '3', ms: '6.00', 'of all': '75 %' });
});

test('a report begins with the source of its figures and lists failures by reason', () => {
  const lines = formatResult(gpuResult()).split('\n');
  expect(lines[0]).toBe(
    '2026-11-24, Abacus, 2 cores, 8 GiB, Linux 6 x64; Node, WebGPU on NVIDIA T4; ' +
      'Node v20.19.0, tfjs 4.22.0, webgpu 0.6.2; commit 0123456 with changes; 1 round, load 0.0 before',
  );
  expect(lines).toContain('- Chromium, WebGPU: cannot: no browser');
  const cannot = 'no such kernel\nmore';
  const result = resultOf([
    entry('stock', [], { cannot }),
    entry('stock', [], { cannot, scenario: 'lecture' }),
    entry('stock-cpu', [], { skipped: 'too long' }),
  ]);
  expect(formatResult(result).split('\n').slice(-2)).toEqual([
    '- Node, wasm, stock tfjs, steps: cannot: no such kernel (tiny, lecture)',
    '- Node, wasm, stock tfjs cpu, steps: skipped: too long (tiny)',
  ]);
});
