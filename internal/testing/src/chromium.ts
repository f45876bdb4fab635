import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';

/** Flags that give WebGL2 and WebGPU in software, also when the tests run as root. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser the tests drive: `CHROMIUM_PATH` if set, else the one inside the npm package, unpacked on first use. */
export async function chromiumPath(): Promise<string> {
  const configured = process.env.CHROMIUM_PATH;
  if (configured) {
    if (!existsSync(configured)) {
      throw new Error(`CHROMIUM_PATH must name an executable, got ${configured}`);
    }
    return configured;
  }
  return chromium.executablePath();
}
