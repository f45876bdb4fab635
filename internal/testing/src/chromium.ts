import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Flags for WebGL2 and WebGPU in software. They also work when the tests run as root. */
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

const installedBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Returns the path of the browser for the tests: `CHROMIUM_PATH` if set; else, on Linux x64, the Chromium of the npm package,
 * unpacked on first use; else an installed Chromium or Chrome.
 *
 * @throws Error if none of them exists and starts.
 */
export async function chromiumPath(): Promise<string> {
  const configured = process.env.CHROMIUM_PATH;
  if (configured) {
    if (existsSync(configured)) return configured;
    throw new Error(`CHROMIUM_PATH must name an executable, got ${configured}`);
  }
  let reason = 'its package has a build for Linux on x64 only';
  if (process.platform === 'linux' && process.arch === 'x64') {
    try {
      return await packagedChromium();
    } catch (error) {
      reason = String(error);
    }
  }
  const installed = installedBrowsers.find((path) => existsSync(path));
  if (installed) return installed;
  throw new Error(
    'The tests need Chromium, which was not found. Install Chromium or Chrome (Debian: apt-get install chromium), or set ' +
      `CHROMIUM_PATH to its executable. The Chromium from npm cannot be used: ${reason}`,
  );
}

/** Unpacks the Chromium of the npm package into node_modules/.cache, once, and returns its start script. */
async function packagedChromium(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(entry, '../../../package.json'), 'utf8')) as {
    version: string;
  };
  const cache = fileURLToPath(new URL('../../../node_modules/.cache', import.meta.url));
  const folder = join(cache, `chromium-${version}`);
  const script = join(folder, 'start');
  if (!existsSync(folder)) await unpackChromium(entry, cache, folder);
  await run(script, ['--version']);
  return script;
}

/**
 * Unpacks into a temporary folder and renames it, so that a killed process leaves no incomplete folder, and concurrent processes do
 * not write to the same files.
 */
async function unpackChromium(entry: string, cache: string, folder: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const staging = await mkdtemp(join(cache, 'chromium-unpacking-'));
  try {
    // The package unpacks into the temporary directory, and its shared libraries only on AWS Lambda.
    const program = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
    await run(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: dirname(entry),
      env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    });
    await writeFile(join(staging, 'fonts.conf'), fontsConfiguration(folder));
    await writeFile(join(staging, 'start'), startScript);
    await chmod(join(staging, 'start'), 0o755);
    await rename(staging, folder);
  } catch (error) {
    // Another process may have finished first. Its folder is used then.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Start script with the libraries and fonts that a minimal system may not have. */
const startScript = `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
`;

function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}
