/**
 * Runs turbo so that nothing leaves the machine and success prints nothing: no telemetry, no banner.
 * When a task fails, everything turbo said is printed.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const turbo = fileURLToPath(new URL('../node_modules/turbo/bin/turbo', import.meta.url));
const child = spawn(process.execPath, [turbo, ...process.argv.slice(2)], {
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  stdio: ['ignore', 'pipe', 'pipe'],
});

let output = '';
child.stdout.on('data', (text) => (output += text));
child.stderr.on('data', (text) => (output += text));

const patience = setTimeout(() => console.error('Building the packages …'), 1500);
child.on('close', (code) => {
  clearTimeout(patience);
  if (code !== 0) console.error(output);
  process.exitCode = code ?? 1;
});
