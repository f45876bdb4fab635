import { execFile } from 'node:child_process';
import type { AdapterNames } from '../webgpu/device-kind';
import { dawnUrl } from './dawn';

/** Milliseconds after which a driver is taken for one that hangs. */
const patience = 20_000;

let probed: Promise<AdapterNames> | undefined;

/**
 * Asks for a WebGPU adapter in a process of its own: a driver that crashes or hangs takes only that with it, and Dawn's
 * warnings where there is no driver are read instead of printed. Asked once.
 *
 * @throws Error with the reason if there is no adapter.
 */
export function probeGpu(): Promise<AdapterNames> {
  probed ??= probe();
  return probed;
}

async function probe(): Promise<AdapterNames> {
  const { output, complaint } = await run(program(dawnUrl()));
  try {
    return JSON.parse(output) as AdapterNames;
  } catch {
    throw new Error(`WebGPU finds no adapter here (${reasonIn(complaint)})`);
  }
}

/** Prints the adapter as JSON; exits by itself, as there is nothing to wait for. */
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

function run(source: string): Promise<{ output: string; complaint: string }> {
  return new Promise((resolve) => {
    const options = { timeout: patience, killSignal: 'SIGKILL' } as const;
    execFile(
      process.execPath,
      ['--input-type=module', '--eval', source],
      options,
      (error, output, complaint) => {
        const end = error?.killed
          ? 'the driver did not answer'
          : error?.signal && `the driver: ${error.signal}`;
        resolve({ output, complaint: end || complaint });
      },
    );
  });
}

/** The first line that says something, without Dawn's label. */
function reasonIn(complaint: string): string {
  const line = complaint.split('\n').find((one) => one.trim() !== '');
  return line?.replace(/^Warning: /, '').trim() ?? 'no driver';
}
