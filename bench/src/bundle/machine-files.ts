import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { softwareVulkan } from '@nin/testing/software-vulkan';

/** Copies what the other machine lacks: Node, Dawn and a Vulkan loader. */
export async function copyMachineFiles(folder: string): Promise<void> {
  const node = join(folder, 'bin/node');
  await copy(process.execPath, node);
  await chmod(node, 0o755);
  strip(node);

  const package_ = join(folder, 'node_modules/webgpu');
  for (const name of ['index.js', 'package.json', 'LICENSE.md']) await copyInto('webgpu', name, package_);
  const dawn = 'dist/linux-x64/dawn.node';
  await copyInto('webgpu', dawn, package_);
  strip(join(package_, dawn));

  const { VK_DRIVER_FILES } = await softwareVulkan();
  if (VK_DRIVER_FILES === undefined) throw new Error('the bundle can be made on Linux only');
  await copy(join(dirname(VK_DRIVER_FILES), 'libvulkan.so.1'), join(folder, 'lib/libvulkan.so.1'));
}

/** Copies a file that lies beside the entry of a package. */
export function copyInto(package_: string, name: string, folder: string): Promise<void> {
  const entry = createRequire(import.meta.url).resolve(package_);
  return copy(join(dirname(entry), name), join(folder, name));
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}

/** Removes the symbols for debuggers, where there is a tool for it. */
function strip(path: string): void {
  try {
    execFileSync('strip', [path], { stdio: 'ignore' });
  } catch {
    // The file is larger, and works as well.
  }
}

/** Packs a folder as `.tar.xz` beside it; gzip would make it half as large again. */
export function pack(folder: string): { path: string; bytes: number } {
  const path = `${folder}.tar.xz`;
  // With blocks, two cores work on it at little cost in size.
  const filter = 'xz -9 -T0 --block-size=48MiB';
  const owner = ['--sort=name', '--owner=0', '--group=0'];
  execFileSync('tar', [...owner, '-I', filter, '-cf', path, basename(folder)], { cwd: dirname(folder) });
  return { path, bytes: statSync(path).size };
}
