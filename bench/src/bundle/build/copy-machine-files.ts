import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { softwareVulkan } from '@nin/testing/software-vulkan';

/**
 * Copies what no package manager brings on the other machine: Node, Dawn, a Vulkan loader, and the binaries of
 * tfjs-backend-wasm, whose results some checks compare with.
 */
export async function copyMachineFiles(folder: string): Promise<void> {
  const require = createRequire(import.meta.url);
  await copyStripped(process.execPath, join(folder, 'bin/node'));
  await chmod(join(folder, 'bin/node'), 0o755);

  const webgpu = dirname(require.resolve('webgpu'));
  for (const name of ['index.js', 'package.json', 'LICENSE.md']) {
    await copy(join(webgpu, name), join(folder, 'node_modules/webgpu', name));
  }
  const dawn = 'dist/linux-x64/dawn.node';
  await copyStripped(join(webgpu, dawn), join(folder, 'node_modules/webgpu', dawn));

  const { VK_DRIVER_FILES } = await softwareVulkan();
  if (VK_DRIVER_FILES === undefined) throw new Error('the bundle can be made on Linux only');
  await copy(join(dirname(VK_DRIVER_FILES), 'libvulkan.so.1'), join(folder, 'lib/libvulkan.so.1'));

  const wasm = dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
  for (const kind of ['', '-simd', '-threaded-simd']) {
    const name = `tfjs-backend-wasm${kind}.wasm`;
    await copy(join(wasm, name), join(folder, 'app', name));
  }
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}

/** Without the symbols for debuggers, where there is a tool that takes them away. */
async function copyStripped(from: string, to: string): Promise<void> {
  await copy(from, to);
  try {
    execFileSync('strip', [to], { stdio: 'ignore' });
  } catch {
    // Larger, and as good.
  }
}
