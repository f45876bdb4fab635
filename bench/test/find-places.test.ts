import { expect, test } from 'vitest';
import { findPlaces, type FindOptions, type GpuEnvironment } from '../src/run/find-places';

const isSoftware = ({ browserArgs }: GpuEnvironment) =>
  browserArgs.some((flag) => flag.includes('swiftshader'));

/** A machine with or without a GPU, and what it was asked for. */
function machine(hasGpu: boolean) {
  const asked: string[] = [];
  const look: FindOptions['look'] = ({ place }, environment) => {
    const software = isSoftware(environment);
    asked.push(`${place} ${software ? 'software' : 'machine'}`);
    const device = { name: 'GPU', software, threads: 1 };
    return Promise.resolve(hasGpu || software ? { measured: { device } } : { cannot: 'no adapter' });
  };
  return { asked, look };
}

test("the machine's own GPU is used at all places", async () => {
  const { asked, look } = machine(true);
  const { environment, found } = await findPlaces(['node-wasm', 'node-webgpu', 'page-webgl'], { look });
  expect(isSoftware(environment)).toBe(false);
  expect(asked).toEqual(['node-webgpu machine', 'node-wasm machine', 'page-webgl machine']);
  expect(found.map(({ place }) => place)).toEqual(['node-wasm', 'node-webgpu', 'page-webgl']);
});

test('a machine without a GPU is asked once', async () => {
  const { asked, look } = machine(false);
  const { environment } = await findPlaces(['node-webgpu', 'page-webgl'], { look });
  expect(isSoftware(environment)).toBe(true);
  expect(asked).toEqual(['node-webgpu machine', 'node-webgpu software', 'page-webgl software']);
});

test('a GPU in software can be required, or ruled out', async () => {
  const { asked, look } = machine(true);
  await findPlaces(['page-webgpu'], { look, software: 'always' });
  expect(asked).toEqual(['page-webgpu software']);
  const { found } = await findPlaces(['page-webgpu'], { look: machine(false).look, software: 'never' });
  expect(found).toEqual([{ place: 'page-webgpu', cannot: 'no adapter' }]);
});
