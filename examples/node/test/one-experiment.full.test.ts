import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { applySettings, differences, recipes, type Experiment } from '@nin/recipes';
import { afterEach, expect, test, vi } from 'vitest';
import { experimentFile, readExperimentFile } from '../../browser/src/settings/read-experiment';
import { experimentLink, takeExperimentFromAddress } from '../../browser/src/settings/settings-link';
import { experiment as inTheLab } from '../../browser/src/settings/settings-state';
import { emptyFolder, runNin, startNin } from './run-nin';

const bench = fileURLToPath(new URL('../../../bench/dist/node/main.js', import.meta.url));

/** Forty steps per epoch; an optimizer, a schedule and an augmentation that are not the recipe's. */
const experiment = applySettings(recipes.tiny.experiment, {
  'data.source': 'synthetic',
  'data.limitTrain': 640,
  'data.limitTest': 32,
  'batch.size': 16,
  'batch.augment.cutout': 8,
  'network.blocks.0.filters': 16,
  'optimizer.kind': 'sgd',
  'optimizer.learningRate': 0.02,
  'schedule.kind': 'polynomialDecay',
  'schedule.unit': 'step',
  epochs: 1,
  seed: 5,
});

afterEach(() => vi.unstubAllGlobals());

/** Returns a link of the page for an experiment. */
function linkTo(of: Experiment): string {
  vi.stubGlobal('location', { origin: 'https://example.org', pathname: '/' });
  return experimentLink(of);
}

/** Opens a link in the page, and returns the experiment that the page then holds. */
function opened(link: string): Experiment {
  vi.stubGlobal('location', { hash: new URL(link).hash, origin: 'https://example.org', pathname: '/' });
  vi.stubGlobal('history', { replaceState: () => undefined });
  takeExperimentFromAddress();
  return inTheLab.value;
}

function weightsIn(folder: string): Buffer {
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.bin'));
  return readFileSync(join(folder, name));
}

test('one experiment is a link of the lab, a file to train, a run to resume, an ablation, a benchmark, and a link again', async () => {
  const cwd = emptyFolder();
  const link = linkTo(experiment);
  writeFileSync(join(cwd, 'mine.json'), experimentFile(opened(link)));
  expect(JSON.parse(readFileSync(join(cwd, 'mine.json'), 'utf8'))).toEqual(experiment);

  // Trained without a stop, and again with one.
  expect(await runNin(['train', 'mine.json', '--out', 'whole'], { cwd })).toMatchObject({
    status: 0,
    stderr: '',
  });
  const running = startNin(['train', 'mine.json', '--out', 'run'], { cwd });
  await running.printed(/Epoch 1\/1/);
  running.process.kill('SIGINT');
  expect((await running.ended).status).toBe(130);
  expect((await runNin(['train', '--resume', '--out', 'run'], { cwd })).status).toBe(0);
  expect(weightsIn(join(cwd, 'run/model')).equals(weightsIn(join(cwd, 'whole/model')))).toBe(true);

  // The configuration of the run is the experiment: for an ablation, the benchmark, and the lab.
  const config = join(cwd, 'run/config.json');
  const vary = ['--vary', 'optimizer.momentum=0,0.9', '--vary', 'seed=5,6'];
  expect(await runNin(['ablate', config, ...vary, '--out', 'grid'], { cwd })).toMatchObject({
    status: 0,
    stderr: '',
  });
  const { trainings } = JSON.parse(readFileSync(join(cwd, 'grid/ablation.json'), 'utf8')) as {
    trainings: object[];
  };
  expect(trainings).toHaveLength(4);

  const result = join(cwd, 'bench.json');
  const options = ['--experiment', config, '--measure', 'steps', '--batch', '2', '--quick', '--out', result];
  await promisify(execFile)(process.execPath, [bench, ...options], { cwd });
  const { scenarios, entries } = JSON.parse(readFileSync(result, 'utf8')) as {
    scenarios: object[];
    entries: { peer: string; scenario: string }[];
  };
  expect(scenarios).toMatchObject([{ name: 'config' }]);
  expect(entries.map(({ peer }) => peer)).toContain('ours');

  const again = await readExperimentFile(new Blob([readFileSync(config)]));
  expect(differences(experiment, again)).toEqual([]);
  expect(opened(linkTo(again))).toEqual(experiment);
});
