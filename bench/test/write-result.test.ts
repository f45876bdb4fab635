import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readResult } from '../src/result/read-result';
import { writeResult } from '../src/result/write-result';
import { benchResult } from './bench-result';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a result is read as it was written', () => {
  const result = benchResult();
  expect(readResult(writeResult(folder, result))).toEqual(result);
});

test('no result is written over', () => {
  const paths = Array.from({ length: 3 }, () => writeResult(folder, benchResult()));
  expect(paths.map((path) => basename(path))).toEqual([
    '2026-11-24-tiny.json',
    '2026-11-24-tiny-2.json',
    '2026-11-24-tiny-3.json',
  ]);
});

test('numbers are kept to seven digits', () => {
  const result = { ...benchResult(), rounds: 1.23456789 };
  expect(readResult(writeResult(folder, result)).rounds).toBe(1.234568);
});

test('another file is refused by its name', () => {
  const path = join(folder, 'other.json');
  writeFileSync(path, '{}');
  expect(() => readResult(path)).toThrow(`${path} must be a result of npm run bench`);
});
