import { execFile } from 'node:child_process';
import type { AdapterNames } from '../webgpu/device-kind';
import { dawnUrl } from './dawn';

/** Milliseconds after which a driver counts as hung. */
const timeout = 20_000;

let probed: Promise<AdapterNames> | undefined;

/**
 * Requests a WebGPU adapter in a child process, so that a driver that crashes or hangs does not affect this process, and
 * Dawn's warnings about a missing driver are captured. The result is cached.
 *
 * @throws Error with the reason if there is no adapter.
 */
export function probeGpu(): Promise<AdapterNames> {
  probed ??= probe();
  return probed;
}

async function probe(): Promise<AdapterNames> {
  const { output, warning } = await run(program(dawnUrl()));
  try {
    return JSON.parse(output) as AdapterNames;
  } catch {
    throw new Error(`no WebGPU adapter found (${reasonIn(warning)})`);
  }
}

/** Returns the source of a program that prints the adapter as JSON and exits. */
function program(url: string): string {
  return `
    import { create } from ${JSON.stringify(url)};
    const adapter = await create([]).requestAdapter({ powerPreference: 'high-performance' });
    if (adapter) {
      const { vendor, architecture, description, device } = adapter.info;
      console.log(JSON.stringify({ vendor, architecture, description, device }));
    }
    process.exit(0);`;
}

function run(source: string): Promise<{ output: string; warning: string }> {
  return new Promise((resolve) => {
    const options = { timeout, killSignal: 'SIGKILL' } as const;
    execFile(
      process.execPath,
      ['--input-type=module', '--eval', source],
      options,
      (error, output, warning) => {
        const end = error?.killed
          ? 'the driver did not respond'
          : error?.signal && `the driver ended with ${error.signal}`;
        resolve({ output, warning: end || warning });
      },
    );
  });
}

/** Returns the first line that is not empty, without Dawn's label. */
function reasonIn(warning: string): string {
  const line = warning.split('\n').find((one) => one.trim() !== '');
  return line?.replace(/^Warning: /, '').trim() ?? 'no driver';
}
