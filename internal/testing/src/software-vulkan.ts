import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { chromiumPath } from './chromium.ts';

/** Variables that Dawn, the WebGPU of Node, reads when its process starts. */
export interface VulkanVariables {
  /** Folder of the Vulkan loader. */
  LD_LIBRARY_PATH?: string;
  /** Description of the only driver: SwiftShader, which runs on the CPU. */
  VK_DRIVER_FILES?: string;
}

const driver = 'vk_swiftshader_icd.json';
const files = ['libvulkan.so.1', 'libvk_swiftshader.so', driver];

/**
 * Returns the variables for a Vulkan driver in software, the same on every machine: every Chromium for Linux includes one next to
 * its executable. Set them for child processes; the loader reads them before the first line of a program. Other systems have
 * WebGPU without Vulkan and need no variables.
 *
 * @param browser executable or start script of Chromium.
 * @throws Error if the files do not exist.
 */
export async function softwareVulkan(browser?: string): Promise<VulkanVariables> {
  if (process.platform !== 'linux') return {};
  const path = browser ?? (await chromiumPath());
  // The executable is a script in another folder on Debian, and a link for Chrome.
  const folders = [...new Set([dirname(path), dirname(realpathSync(path)), '/usr/lib/chromium'])];
  const folder = folders.find((one) => files.every((file) => existsSync(join(one, file))));
  if (folder === undefined) {
    throw new Error(
      `The tests need the Vulkan driver of Chromium (${files.join(', ')}), which was not found in ` +
        folders.join(', '),
    );
  }
  const others = (process.env.LD_LIBRARY_PATH ?? '')
    .split(delimiter)
    .filter((one) => one !== '' && one !== folder);
  return {
    LD_LIBRARY_PATH: [folder, ...others].join(delimiter),
    VK_DRIVER_FILES: join(folder, driver),
  };
}
