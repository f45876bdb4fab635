/** Prints the tables of a result again: `node bench/dist/gpu/table.js RESULT.json [--layers] [--programs]`. */
import { parseArgs } from 'node:util';
import { formatGpuResult } from './report/format-gpu-result';
import { readGpuResult } from './result/read-gpu-result';

try {
  const { values, positionals } = parseArgs({
    options: { layers: { type: 'boolean' }, programs: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (positionals.length !== 1) {
    throw new RangeError('usage: node bench/dist/gpu/table.js RESULT.json [--layers] [--programs]');
  }
  console.log(formatGpuResult(readGpuResult(positionals[0]), values));
} catch (error) {
  console.error(`table: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
