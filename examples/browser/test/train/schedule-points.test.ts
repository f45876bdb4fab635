import { describe, expect, it } from 'vitest';
import { applySettings, recipes } from '@nin/recipes';
import { schedulePoints } from '../../src/charts/curve-points';

function points(schedule: object, learningRate: number, epochs: number, stepsPerEpoch: number) {
  const values = { schedule, 'optimizer.learningRate': learningRate, epochs };
  return schedulePoints(applySettings(recipes.tiny.experiment, values), stepsPerEpoch);
}

describe('schedulePoints', () => {
  it('holds a rate that is set once an epoch until the epoch is over', () => {
    // Half a cosine over two epochs: 0.1 · (1 + cos 0) / 2 = 0.1, then 0.1 · (1 + cos 90°) / 2 = 0.05.
    const found = points({ kind: 'cosineAnnealing' }, 0.1, 2, 391);
    expect(found.map(([epoch]) => epoch)).toEqual([0, 1, 1, 2]);
    [0.1, 0.1, 0.05, 0.05].forEach((rate, place) => expect(found[place]?.[1]).toBeCloseTo(rate, 12));
  });

  it('begins the lecture’s cosine at 2 / 1.8 of the rate', () => {
    const [[epoch, rate]] = points({ kind: 'cosineAnnealing', divisor: 1.8 }, 0.9, 5, 10);
    expect(epoch).toBe(0);
    expect(rate).toBeCloseTo(1, 12);
  });

  it('falls to a fifth three times', () => {
    // After 30 %, 60 % and 80 % of ten epochs.
    const found = points({ kind: 'piecewise' }, 1, 10, 10);
    const rateIn = (epoch: number) => found.find(([at]) => at === epoch - 1)?.[1] ?? NaN;
    expect(rateIn(1)).toBe(1);
    expect(rateIn(5)).toBeCloseTo(0.2, 12);
    expect(rateIn(8)).toBeCloseTo(0.04, 12);
    expect(rateIn(10)).toBeCloseTo(0.008, 12);
  });

  it('follows one cycle step by step, up to the peak after 30 % of them', () => {
    const found = points({ kind: 'oneCycle' }, 1, 10, 20);
    expect(found[0]?.[0]).toBe(0);
    expect(found[0]?.[1]).toBeCloseTo(1 / 25, 12);
    // 60 of 200 steps are three epochs of twenty.
    expect(found.find(([, rate]) => rate === 1)?.[0]).toBe(3);
    expect(found.at(-1)?.[0]).toBe(10);
    expect(found.at(-1)?.[1]).toBeLessThan(1e-3);
  });

  it('draws long trainings with few points, one-epoch and one-step ones with what they have', () => {
    expect(points({ kind: 'oneCycle' }, 1, 200, 391).length).toBeLessThan(250);
    expect(points({ kind: 'piecewise' }, 1, 100_000, 391).length).toBeLessThan(500);
    expect(points({ kind: 'oneCycle' }, 1, 1, 1)).toHaveLength(2);
  });
});
