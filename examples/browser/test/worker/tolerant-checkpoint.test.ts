import { expect, test } from 'vitest';
import { tolerantCheckpoint } from '../../src/worker/checkpoints';
import { keptInMemory } from './kept-in-memory';

test('a full storage is reported once, leaves what was kept, and is used again when it has room', async () => {
  const memory = keptInMemory().of('run');
  let full = true;
  const kept = {
    load: memory.load,
    save: (artifacts: Parameters<typeof memory.save>[0]) =>
      full
        ? Promise.reject(new DOMException('the quota is exceeded', 'QuotaExceededError'))
        : memory.save(artifacts),
  };
  const told: string[] = [];
  let keptTimes = 0;
  const { handler, saved } = tolerantCheckpoint(kept, {
    kept: () => void keptTimes++,
    notice: (message) => void told.push(message),
  });

  await handler.save({ format: 'first' });
  expect(saved()).toBe(false);
  await handler.save({ format: 'second' });
  expect(told).toEqual([expect.stringContaining('the quota is exceeded')]);
  full = false;
  await handler.save({ format: 'third' });
  expect([saved(), keptTimes]).toEqual([true, 1]);
  expect(await handler.load()).toEqual({ format: 'third' });
  expect(told.length).toBe(1);

  // The third is still there when the fourth has no room.
  full = true;
  await handler.save({ format: 'fourth' });
  expect(saved()).toBe(false);
  expect(await handler.load()).toEqual({ format: 'third' });
});
