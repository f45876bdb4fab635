import { d2lSpec, lectureSpec, withClasses } from '@nin/blocks';
import { describe, expect, it } from 'vitest';
import type { LabSettings } from '../../src/settings/lab-settings';
import { initialSettings } from '../../src/settings/settings-state';
import { startObstacles } from '../../src/train/start-obstacles';

function obstacles(part: Partial<LabSettings>) {
  return startObstacles({ ...initialSettings(), ...part });
}

describe('startObstacles', () => {
  it('finds none in what the page opens with, nor in the lecture’s twenty outputs', () => {
    expect(obstacles({})).toEqual([]);
    expect(obstacles({ spec: lectureSpec })).toEqual([]);
  });

  it('names the fields that are wrong', () => {
    const { training } = initialSettings();
    const wrong = { ...training, epochs: 0, learningRate: NaN, labelSmoothing: 1 };
    expect(obstacles({ training: wrong, seed: 0.5, limitTest: -1 })).toEqual([
      { kind: 'settings', names: ['epochs', 'learningRate', 'labelSmoothing', 'seed', 'limitTest'] },
    ]);
  });

  it('refuses a network for other images', () => {
    expect(obstacles({ spec: withClasses(d2lSpec, 10) })).toEqual([{ kind: 'input', shape: '224×224×1' }]);
  });

  it('refuses fields that describe no network, and says nothing of the network that was there before', () => {
    const former = { ...initialSettings(), spec: withClasses(d2lSpec, 10) };
    expect(startObstacles(former, false)).toEqual([{ kind: 'draft' }]);
  });

  it('refuses a network with fewer outputs than classes', () => {
    const { spec } = initialSettings();
    expect(obstacles({ spec: withClasses(spec, 9) })).toEqual([{ kind: 'outputs', outputs: 9 }]);
  });

  it('hands on why a network is impossible', () => {
    const { spec } = initialSettings();
    const [found] = obstacles({ spec: { ...spec, blocks: [] } });
    expect(found).toMatchObject({
      kind: 'network',
      message: expect.stringContaining('at least one block') as string,
    });
  });
});
