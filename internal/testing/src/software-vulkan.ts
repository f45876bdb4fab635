import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { chromiumPath } from './chromium.ts';

/** What Dawn, the WebGPU of Node, reads when its process starts. */
export interface VulkanVariables {
  /** Where the Vulkan loader lies. */
  LD_LIBRARY_PATH?: string;
  /** Describes the only driver there is to be: SwiftShader, which computes on the processor. */
  VK_DRIVER_FILES?: string;
}

const driver = 'vk_swiftshader_icd.json';
const files = ['libvulkan.so.1', 'libvk_swiftshader.so', driver];

/**
 * The variables with which a process has a Vulkan driver in software, the same on every machine: every Chromium for Linux
 * brings one, beside its executable. Set them for processes to come; the loader looks before a program's first line.
 * Other systems have WebGPU without Vulkan, and need none of it.
 *
 * @param browser the Chromium's executable or its start script.
 * @throws Error if the files are not there.
 */
export async function softwareVulkan(browser?: string): Promise<VulkanVariables> {
  if (process.platform !== 'linux') return {};
  const path = browser ?? (await chromiumPath());
  // Debian's executable is a script elsewhere, Chrome's a link.
  const folders = [...new Set([dirname(path), dirname(realpathSync(path)), '/usr/lib/chromium'])];
  const folder = folders.find((one) => files.every((file) => existsSync(join(one, file))));
  if (folder === undefined) {
    throw new Error(
      `The tests need a Vulkan driver in software (${files.join(', ')}), as it lies beside Chromium, and found none in ` +
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
