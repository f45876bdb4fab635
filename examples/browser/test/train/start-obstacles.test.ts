import { d2lSpec, lectureSpec, withClasses } from '@nin/blocks';
import { applySettings, type Experiment } from '@nin/recipes';
import { describe, expect, it } from 'vitest';
import { initialExperiment, networkFor } from '../../src/settings/settings-state';
import { startObstacles, type FieldState } from '../../src/train/start-obstacles';

function obstacles(part: Partial<Experiment>, state: Partial<FieldState> = {}) {
  return startObstacles({ ...initialExperiment(), ...part }, { stepsPerEpoch: 10, ...state });
}

describe('startObstacles', () => {
  it('finds none in what the page opens with, nor in the lecture’s twenty outputs', () => {
    expect(obstacles({})).toEqual([]);
    expect(obstacles({ network: lectureSpec })).toEqual([]);
  });

  it('names the fields that are wrong', () => {
    const brokenPaths = ['epochs', 'data.limitTest'];
    expect(obstacles({}, { brokenPaths })).toEqual([{ kind: 'settings', paths: brokenPaths }]);
  });

  it('refuses data that the page does not have', () => {
    expect(obstacles({ data: { source: 'cifar100' } })).toEqual([{ kind: 'source', source: 'cifar100' }]);
  });

  it('refuses a warmup that is as long as the training', () => {
    const schedule = { kind: 'constant', warmup: 60, unit: 'step' };
    const experiment = applySettings(initialExperiment(), { epochs: 6, schedule });
    expect(startObstacles(experiment, { stepsPerEpoch: 11 })).toEqual([]);
    expect(startObstacles(experiment, { stepsPerEpoch: 10 })).toEqual([
      { kind: 'schedule', message: expect.stringContaining('60 steps') as string },
    ]);
  });

  it('refuses a network for other images', () => {
    expect(obstacles({ network: networkFor('d2l') })).toEqual([{ kind: 'input', shape: '224×224×1' }]);
  });

  it('refuses fields that describe no network, and says nothing of the network that was there before', () => {
    const network = withClasses(d2lSpec, 10);
    expect(obstacles({ network }, { isDraftPossible: false })).toEqual([{ kind: 'draft' }]);
  });

  it('refuses a network with fewer outputs than classes', () => {
    const network = withClasses(networkFor('tiny'), 9);
    expect(obstacles({ network })).toEqual([{ kind: 'outputs', outputs: 9 }]);
  });
});
