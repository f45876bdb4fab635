import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recipes } from '@nin/recipes';
import { afterAll, expect, test } from 'vitest';
import { makePlan } from '../src/plan';
import { scenarioOf } from '../src/scenario-file';

const folder = mkdtempSync(join(tmpdir(), 'nin-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

test('an experiment in a file is a separate scenario, and runs alone', () => {
  const { experiment } = recipes.tiny;
  const scenario = scenarioOf(written('mine.json', { ...experiment, run: { startedAt: 'today' } }));
  expect(scenario).toEqual({
    name: 'mine',
    title: 'mine',
    experiment,
    batch: { cpu: 128, gpu: 128, software: 4 },
    small: true,
  });
  const { jobs } = makePlan([{ place: 'node-wasm', software: false }], {
    measures: ['steps'],
    quick: true,
    cores: 2,
    experiment: scenario,
  });
  expect(new Set(jobs.map((job) => `${job.scenario.name} ${job.batchSize}`))).toContain('mine 128');
  expect(jobs.every((job) => job.scenario.name === 'mine')).toBe(true);
});

test('what is no experiment is refused with the file and the path', () => {
  const path = written('wrong.json', { ...recipes.tiny.experiment, epochs: 0 });
  expect(() => scenarioOf(path)).toThrow(
    `${path}: parseExperiment: epochs must be a positive integer, got 0`,
  );
  expect(() => scenarioOf(join(folder, 'none.json'))).toThrow('none.json');
});
