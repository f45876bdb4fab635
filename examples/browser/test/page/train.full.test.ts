import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveLab, type LabPage, type ServedLab } from './open-lab';
import { figure, phase, smallTraining, trainHash, trainToEnd } from './small-training';

let lab: ServedLab;
beforeAll(async () => (lab = await serveLab()));
afterAll(() => lab.close());

describe('training in the page', () => {
  test.each(['wasm', 'webgl', 'webgpu'] as const)(
    'learns far beyond chance on %s, and shows what it has learned',
    async (backend) => {
      const { page, complaints, close } = await lab.open({ hash: trainHash(smallTraining(), backend) });
      await trainToEnd(page);
      expect(await page.locator('.status').innerText()).toContain(backend);
      // Ten classes: guessing gives 10 %.
      expect(parseFloat(await figure(page, 'accuracy, test'))).toBeGreaterThan(50);
      await page.getByRole('tab', { name: 'Look inside' }).click();
      await page.getByRole('button', { name: 'Random test image' }).click();
      await page.getByText('The network says').waitFor();
      expect(complaints).toEqual([]);
      await close();
    },
    240_000,
  );

  test('holds at a pause, goes on, and stops', async () => {
    const { page, close } = await startLongTraining();
    await page.getByRole('button', { name: 'Pause' }).click();
    await phase(page, 'Paused');
    const place = () => page.locator('.epoch-place').innerText();
    // A step that was under way may still be told.
    await page.waitForTimeout(300);
    const held = await place();
    await page.waitForTimeout(700);
    expect(await place()).toBe(held);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.waitForFunction(
      (before) => document.querySelector('.epoch-place')?.textContent !== before,
      held,
    );
    await page.getByRole('button', { name: 'Stop' }).click();
    expect(await phase(page, 'Stopped')).toBe('Stopped');
    await close();
  });

  test('leaves the page its frames', async () => {
    const { page, close } = await startLongTraining();
    await page.waitForTimeout(500);
    const { frames, tasks } = await page.evaluate(
      () =>
        new Promise<{ frames: number[]; tasks: number[] }>((resolve) => {
          const [frames, tasks]: [number[], number[]] = [[], []];
          new PerformanceObserver((list) => {
            tasks.push(...list.getEntries().map(({ duration }) => duration));
          }).observe({ type: 'longtask' });
          const start = performance.now();
          let last = start;
          requestAnimationFrame(function next(now) {
            frames.push(now - last);
            last = now;
            if (now - start < 3000) requestAnimationFrame(next);
            else resolve({ frames, tasks });
          });
        }),
    );
    const median = frames.sort((a, b) => a - b)[Math.floor(frames.length / 2)];
    // 60 a second are 16.7 ms each, but both cores may be busy with other tests. The page's own thread must be free.
    expect(median).toBeLessThan(34);
    expect(Math.max(0, ...tasks)).toBeLessThan(200);
    await close();
  });
});

/** A training that goes on until somebody stops it. */
async function startLongTraining(): Promise<LabPage> {
  const long = smallTraining({ 'data.limitTrain': undefined, epochs: 500 });
  const opened = await lab.open({
    hash: trainHash(long, 'wasm'),
  });
  await opened.page.getByRole('button', { name: 'Start', exact: true }).click();
  await phase(opened.page, 'Training');
  return opened;
}
