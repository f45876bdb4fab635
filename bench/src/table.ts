/** Prints the tables of a result again: `node bench/dist/table.js RESULT.json [--layers]`. */
import { parseArgs } from 'node:util';
import { formatResult } from './report/format-result';
import { readResult } from './result/read-result';

try {
  const { values, positionals } = parseArgs({
    options: { layers: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (positionals.length !== 1)
    throw new RangeError('usage: node bench/dist/table.js RESULT.json [--layers]');
  console.log(formatResult(readResult(positionals[0]), values));
} catch (error) {
  console.error(`table: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
