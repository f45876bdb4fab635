import { expect, test } from 'vitest';
import { formatResult } from '../src/report/format-result';
import { layerTables } from '../src/report/layer-table';
import { networkTable } from '../src/report/network-table';
import { missingSteps, stepTable } from '../src/report/step-table';
import { benchResult } from './bench-result';

test('steps are a table in Markdown', () => {
  // 20 ms for 8 images is 2.5 ms each and 400 images a second; 16 · 10⁶ operations in 20 ms are 0.8 GFLOP/s where a
  // product reaches 1; the middle half of 19 20 21 is 1 ms wide, 5 % of 20.
  expect(stepTable(benchResult())).toBe(
    [
      '| network  | who             | batch | ms per image | images/s | GFLOP/s | of a matrix product |   n | spread |',
      '| -------- | --------------- | ----: | -----------: | -------: | ------: | ------------------: | --: | -----: |',
      '| tinySpec | ours, 1 thread  |     8 |         2.50 |      400 |   0.800 |                80 % |   3 |  5.0 % |',
      '| tinySpec | ours, 2 threads |     8 |         1.25 |      800 |    1.60 |               160 % |   1 |  0.0 % |',
    ].join('\n'),
  );
});

test('networks follow the order of the result', () => {
  const result = benchResult();
  result.networks.push({ ...result.networks[0], name: 'lecture', title: 'lectureSpec' });
  result.steps.unshift({ ...result.steps[0], network: 'lecture' });
  const titles = stepTable(result)
    .split('\n')
    .map((line) => line.split('|')[1].trim());
  expect(titles).toEqual(['network', '-----------', 'tinySpec', 'tinySpec', 'lectureSpec']);
});

test('what is missing is told with its reason, once for all networks', () => {
  const result = benchResult();
  result.steps.push({ ...result.steps[2], network: 'lecture' });
  expect(missingSteps(result)).toEqual([
    'stock tfjs wasm: cannot: no such kernel (tiny, lecture)',
    'stock tfjs cpu: skipped: too long (tiny)',
  ]);
});

test('our steps are compared with the floor, with one thread, and with their kernels', () => {
  const result = benchResult();
  result.details.push({
    network: 'tiny',
    batchSize: 8,
    job: {
      kind: 'details',
      network: 'tiny',
      batchSize: 8,
      steps: { warmUp: 1, atLeast: 1, atMost: 1, seconds: 0 },
      layers: { warmUp: 1, atLeast: 1, atMost: 1, seconds: 0 },
    },
    figures: {
      layers: [],
      outsideKernels: { n: 1, median: 0.125, min: 0.1, max: 0.2, lowerQuartile: 0.1, upperQuartile: 0.2 },
    },
  });
  // 16 · 10⁶ operations at 1 GFLOP/s take 16 ms.
  const row = networkTable(result).split('\n')[2];
  expect(row.split('|').map((cell) => cell.trim())).toEqual([
    '',
    'tinySpec',
    '10.0',
    '16.0',
    '2.00 (1.90–2.10)',
    '13 %',
    '2.5000 → 1.5000',
    '',
  ]);
});

test('a network without our figures has dashes', () => {
  const result = { ...benchResult(), steps: [], threads: [] };
  expect(networkTable(result).split('\n')[2]).toMatch(/^\| tinySpec \|( +– \|){5}$/);
});

test('layers have a table for each network', () => {
  const result = benchResult();
  const samples = { n: 1, median: 20, min: 20, max: 20, lowerQuartile: 20, upperQuartile: 20 };
  const direction = { milliseconds: samples, gflops: 0.5, shareOfProduct: 0.25 };
  const layer = { input: [32, 32, 3], filter: [5, 5, 3, 32], stride: 4, macs: 1 };
  const times = { forward: [20], inputGradient: [], filterGradient: [20] };
  const pace = { warmUp: 0, atLeast: 1, atMost: 1, seconds: 0 };
  result.details.push({
    network: 'tiny',
    batchSize: 8,
    job: { kind: 'details', network: 'tiny', batchSize: 8, steps: pace, layers: pace },
    raw: {
      threads: 2,
      layers: [{ layers: ['a', 'b', 'c'], ...layer, ...times }],
      product: { size: 100, before: [2], after: [2] },
      clockedSteps: [],
      kernels: [],
    },
    figures: {
      layers: [{ layers: ['a', 'b', 'c'], forward: direction, filterGradient: direction }],
      outsideKernels: samples,
    },
  });
  const [title, , , , row] = layerTables(result).split('\n');
  expect(title).toBe('tinySpec, batch 8');
  expect(row.split('|').map((cell) => cell.trim())).toEqual([
    '',
    'a and 2 more',
    '5×5 /4, 3 → 32, of 32×32',
    '20.0 ms, 0.500, 25 %',
    '–',
    '20.0 ms, 0.500, 25 %',
    '',
  ]);
});

test('a report begins with where its figures come from', () => {
  expect(formatResult(benchResult()).split('\n')[0]).toBe(
    '2026-11-24, Abacus, 2 cores, 8 GiB, Linux 6 x64; Node v20.19.0, tfjs 4.22.0, jax-js 0.1.25; ' +
      'commit 0123456 with changes; 1 round, load 0.0 before; one thread multiplies matrices at 1.00 GFLOP/s',
  );
});
