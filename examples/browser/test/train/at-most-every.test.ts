import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atMostEvery } from '../../src/charts/throttle';

describe('atMostEvery', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('acts at once, then once for all that is asked for while it may not', () => {
    const action = vi.fn();
    const { ask } = atMostEvery(250, action);
    ask();
    expect(action).toHaveBeenCalledTimes(1);
    for (let asked = 0; asked < 20; asked++) ask();
    vi.advanceTimersByTime(249);
    expect(action).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    expect(action).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1000);
    expect(action).toHaveBeenCalledTimes(2);
  });

  it('acts four times a second however often it is asked', () => {
    const action = vi.fn();
    const { ask } = atMostEvery(250, action);
    for (let time = 0; time < 1000; time += 10) {
      ask();
      vi.advanceTimersByTime(10);
    }
    // At 0, 250, 500 and 750; the one asked for at 750–1000 falls at 1000.
    expect(action).toHaveBeenCalledTimes(5);
  });

  it('does not act any more once canceled', () => {
    const action = vi.fn();
    const { ask, cancel } = atMostEvery(250, action);
    ask();
    ask();
    cancel();
    vi.advanceTimersByTime(1000);
    expect(action).toHaveBeenCalledTimes(1);
  });
});
