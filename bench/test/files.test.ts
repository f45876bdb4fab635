import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { disagreements, figuresOf } from '../src/result/figures';
import { readResult, reserveFile, writeResult } from '../src/result/files';
import { entry, resultOf, stepsRun } from './small-result';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a result is read as it was written, numbers to seven digits', () => {
  const path = reserveFile(folder, resultOf([]));
  const result = resultOf([entry('ours', [stepsRun([1.23456789])])]);
  writeResult(path, result);
  result.entries[0].runs[0].milliseconds = [1.234568];
  expect(readResult(path)).toEqual(result);
});

test('no result is overwritten', () => {
  const paths = Array.from({ length: 3 }, () => reserveFile(folder, resultOf([])));
  expect(paths.map((path) => basename(path))).toEqual([
    '2026-11-24-tiny.json',
    '2026-11-24-tiny-2.json',
    '2026-11-24-tiny-3.json',
  ]);
});

test('another file is refused by its name', () => {
  const path = join(folder, 'other.json');
  writeFileSync(path, '{}');
  expect(() => readResult(path)).toThrow(`${path} must be a result of npm run bench`);
});

interface Former {
  steps?: FormerEntry[];
  trainings?: FormerEntry[];
}
interface FormerEntry {
  network: string;
  figures?: { imagesPerSecond: number; medians: number[]; againstStock?: { median: number } };
}

test.each([
  { name: '2026-11-24-full', timed: 13 },
  { name: '2026-11-24-gpu-quarter-quick', timed: 6 },
  { name: '2026-11-24-gpu-quarter-chromium-webgl-batch-4', timed: 2 },
  { name: '2026-11-24-gpu-quarter-chromium-webgl-batch-16', timed: 2 },
  { name: '2026-11-24-page', timed: 12 },
])('$name of an earlier format has the figures that it was written with', ({ name, timed }) => {
  const path = fileURLToPath(new URL(`../results/${name}.json`, import.meta.url));
  const { steps = [], trainings = [] } = JSON.parse(readFileSync(path, 'utf8')) as Former;
  const former = [...steps, ...trainings].flatMap(({ figures }) => figures ?? []);
  const result = readResult(path);
  const present = result.entries.flatMap((one) => figuresOf(result, one) ?? []);
  expect(present).toHaveLength(timed);
  expect(former).toHaveLength(timed);
  present.forEach((figures, i) => {
    expect(figures.imagesPerSecond).toBeCloseTo(former[i].imagesPerSecond, 3);
    expect(figures.medians).toHaveLength(former[i].medians.length);
    // The CPU's results had no ratio to stock.
    const { againstStock } = former[i];
    if (againstStock) expect(figures.againstStock!.median).toBeCloseTo(againstStock.median, 3);
  });
  expect(disagreements(result)).toEqual([]);
});
