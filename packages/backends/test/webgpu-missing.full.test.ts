import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runProgramWith } from './run-program';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const program = path('fixtures/select.js');

interface Report {
  asked: string;
  name: string;
  reason: string;
}

// Without the Vulkan loader, and with the loader but no driver.
test.each([
  { case: 'loader', variables: { LD_LIBRARY_PATH: '', VK_DRIVER_FILES: '/no/such/driver.json' } },
  { case: 'driver', variables: { VK_DRIVER_FILES: '/no/such/driver.json' } },
])('without a Vulkan $case there is no adapter, which is reported as the reason', ({ variables }) => {
  const { status, stdout, stderr } = runProgramWith(variables, program);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { asked, name, reason } = JSON.parse(stdout) as Report;
  expect(reason).toMatch(/^no WebGPU adapter found \(.{5,}\)$/);
  expect(asked).toBe(`selectBackend: no backend for 'webgpu': webgpu: ${reason}`);
  expect(name).toBe('wasm');
});

test('without the package webgpu the reason has its install command', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'without-webgpu-'));
  try {
    const modules = join(folder, 'node_modules');
    await mkdir(join(modules, '@nin/backends'), { recursive: true });
    await cp(path('../dist'), join(modules, '@nin/backends/dist'), { recursive: true });
    await cp(path('../package.json'), join(modules, '@nin/backends/package.json'));
    await cp(path('fixtures/select.js'), join(folder, 'select.mjs'));
    await symlink(path('../../../node_modules/@tensorflow'), join(modules, '@tensorflow'));
    const { status, stdout, stderr } = runProgramWith({}, join(folder, 'select.mjs'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { asked, name } = JSON.parse(stdout) as Report;
    expect(asked).toMatch(
      /^selectBackend: no backend for 'webgpu': webgpu: webgpu cannot be loaded \(npm i webgpu\): Cannot find/,
    );
    expect(name).toBe('wasm');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
