import { expect, test } from 'vitest';
import { formatPageResult } from '../src/page/report/format-page-result';
import { startTable } from '../src/page/report/start-table';
import { trainingTable } from '../src/page/report/training-table';
import { pageResult } from './page-result';

const cellsOf = (table: string, line: number) => {
  const row = table.split('\n')[line];
  const cells = row.split('|').slice(1, -1);
  return cells.map((cell) => cell.trim());
};

test('ours has a row beside the stock peer that could train', () => {
  // Ours: the median of 1 2 3 4 ms is 2.5, so 400 images a second, its quartiles 1.75 and 3.25. Stock: of 300 and 800 it
  // is 550, so 1.82 images a second, its quartiles 425 and 675. 300 ms to 2 in the first round, 800 to 4 in the second.
  expect(cellsOf(trainingTable(pageResult()), 2)).toEqual([
    ...['tinySpec', 'wasm', 'Abacus', 'cpu', '64 / 2', '400', '1.82', '175 (150–200)'],
    ...['4 / 2', '60 % / 45 %'],
  ]);
  expect(trainingTable(pageResult()).split('\n')).toHaveLength(3);
});

test('a row without stock has dashes, and so has one in which ours failed', () => {
  const result = pageResult();
  const [ours] = result.trainings;
  result.trainings = [{ ...ours, figures: undefined, runs: [], cannot: 'the device was lost' }];
  expect(cellsOf(trainingTable(result), 2)).toEqual([
    ...['tinySpec', 'wasm', '–', '–', '64 / –', '–', '–', '–', '0 / –', '– / –'],
  ]);
});

test('a GPU in software is told', () => {
  const result = pageResult();
  result.trainings[0].runs[0].device = { name: 'SwiftShader', software: true };
  expect(cellsOf(trainingTable(result), 2)[2]).toBe('SwiftShader (software)');
});

test('what comes before is told for each peer; wasm compiles nothing', () => {
  expect(cellsOf(startTable(pageResult()), 2)).toEqual(['tinySpec', 'wasm, ours', '0.500', '–', '2.00']);
  expect(cellsOf(startTable(pageResult()), 3)).toEqual(['tinySpec', 'cpu, stock tfjs', '0.500', '–', '2.00']);
});

test('a report begins with where its figures come from and tells what could not be done', () => {
  const lines = formatPageResult(pageResult()).split('\n');
  expect(lines[0]).toBe(
    '2026-11-24, Abacus, 2 cores, Linux 6 x64; HeadlessChrome 147.0.1.0, tfjs 4.22.0; commit 0123456 with changes; ' +
      '2 rounds, load 0.0 before',
  );
  expect(lines.slice(-2)).toEqual([
    '- webgpu: cannot: no adapter',
    '- tiny, wasm, stock tfjs: cannot: no gradient',
  ]);
});
