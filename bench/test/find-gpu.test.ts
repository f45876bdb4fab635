import { expect, test } from 'vitest';
import { findGpu } from '../src/gpu/running/find-gpu';
import type { GpuEnvironment } from '../src/gpu/running/gpu-environment';

const isSoftware = ({ browserArgs }: GpuEnvironment) =>
  browserArgs.some((flag) => flag.includes('swiftshader'));

/** A machine, and what was asked of it. */
function machine(hasGpu: boolean) {
  const asked: string[] = [];
  const look = (place: string, environment: GpuEnvironment) => {
    const software = isSoftware(environment);
    asked.push(`${place} ${software ? 'software' : 'machine'}`);
    return Promise.resolve(hasGpu || software ? { place, device: { name: 'GPU', software } } : { place });
  };
  return { asked, look };
}

test("the machine's own GPU is taken at all places", async () => {
  const { asked, look } = machine(true);
  const { environment, found } = await findGpu(['a', 'b'], { look, software: false });
  expect(isSoftware(environment)).toBe(false);
  expect(asked).toEqual(['a machine', 'b machine']);
  expect(found.map(({ place }) => place)).toEqual(['a', 'b']);
});

test('a machine without one is asked once', async () => {
  const { asked, look } = machine(false);
  const { environment } = await findGpu(['a', 'b'], { look, software: false });
  expect(isSoftware(environment)).toBe(true);
  expect(asked).toEqual(['a machine', 'a software', 'b software']);
});

test('whoever wants the one in software gets it', async () => {
  const { asked, look } = machine(true);
  await findGpu(['a'], { look, software: true });
  expect(asked).toEqual(['a software']);
  expect((await findGpu([], { look, software: false })).found).toEqual([]);
});
