import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

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

const installedBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The browser the tests drive: `CHROMIUM_PATH` if set; else, on Linux x64, the one inside the npm package, unpacked
 * on first use; else an installed Chromium or Chrome.
 *
 * @throws Error if none of them is there and starts.
 */
export async function chromiumPath(): Promise<string> {
  const configured = process.env.CHROMIUM_PATH;
  if (configured) {
    if (existsSync(configured)) return configured;
    throw new Error(`CHROMIUM_PATH must name an executable, got ${configured}`);
  }
  let reason = 'its package holds a build for Linux on x64 only';
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
    'The tests need a Chromium, and found none. Install Chromium or Chrome (Debian: apt-get install chromium), or set ' +
      `CHROMIUM_PATH to its executable. The one from npm cannot be used: ${reason}`,
  );
}

/** Unpacks the Chromium of the npm package beside it in node_modules, once, and returns its start script. */
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
 * Unpacks into a folder of its own and renames it, so that a process that was killed leaves nothing that looks
 * finished, and two at once do not write into each other's files.
 */
async function unpackChromium(entry: string, cache: string, folder: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const staging = await mkdtemp(join(cache, 'chromium-unpacking-'));
  try {
    // The package unpacks into the directory for temporary files, and its shared libraries only where it takes the
    // machine for AWS Lambda.
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
    // Another process may have finished first; then its folder serves.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Brings the libraries and fonts that a bare system may lack. */
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
