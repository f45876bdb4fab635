import { expect, test } from 'vitest';
import { pauseGate } from '../../src/worker/pause-gate';

const moment = () => new Promise((resolve) => setTimeout(resolve, 5));

test('a paused gate lets nothing pass, and a resumed one goes on where it was', async () => {
  const gate = pauseGate(new AbortController().signal);
  const got: number[] = [];
  gate.pause();
  const passing = (async () => {
    for await (const batch of gate.hold([1, 2, 3])) {
      got.push(batch);
      if (batch === 1) gate.pause();
    }
  })();
  await moment();
  expect(got).toEqual([]);
  gate.resume();
  await moment();
  expect([got, gate.passed()]).toEqual([[1], 1]);
  // Paused again before whoever waits has noticed that it was open.
  gate.resume();
  gate.pause();
  await moment();
  expect(got).toEqual([1]);
  gate.resume();
  await passing;
  expect([got, gate.passed()]).toEqual([[1, 2, 3], 3]);
});

test('an abort lets one more batch pass, after whose step the training is saved', async () => {
  const stopping = new AbortController();
  const gate = pauseGate(stopping.signal);
  gate.pause();
  const first = gate.hold([1, 2]).next();
  await moment();
  expect(gate.passed()).toBe(0);
  stopping.abort(new Error('enough'));
  expect(await first).toEqual({ done: false, value: 1 });
  expect(gate.passed()).toBe(1);
});
