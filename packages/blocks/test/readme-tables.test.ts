import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { builtinKinds } from '../src/index';
import { specJsonSchema } from '../src/fields/index';

/*
 * The tables of kinds and fields in the README are generated from the kinds and from raw results.
 * `npx vitest run packages/blocks/test/readme-tables.test.ts -u` writes them; without -u this test compares them.
 */

const readme = fileURLToPath(new URL('../README.md', import.meta.url));
const results = fileURLToPath(new URL('../../../bench/results/2026-11-28-block-kinds.json', import.meta.url));

/** The parts of `ablation.json` of `nin ablate` that are in the tables. */
interface Ablation {
  rows: {
    point: Record<string, string>;
    params: number;
    macs: number;
    accuracies: number[];
    millisecondsPerImage: number;
  }[];
}

/** The parts of the JSON Schema of a field that are in the tables. */
interface Field {
  default?: unknown;
  description?: string;
}

interface BlockSchema {
  title: string;
  description: string;
  properties: Record<string, Field>;
  required: string[];
}

test('the tables of the README match the kinds and the raw results', async () => {
  const text = readFileSync(readme, 'utf8');
  const written = Object.entries({ kinds: kindRows(), fields: fieldRows() }).reduce(withTable, text);
  const formatted = await format(written, { ...(await resolveConfig(readme)), filepath: readme });
  await expect(formatted).toMatchFileSnapshot(readme);
});

function withTable(text: string, [name, rows]: [string, string[][]]): string {
  const place = new RegExp(`(<!-- table: ${name} -->)[^]*?(<!-- end of table -->)`);
  expect(text, `a place for the table ${name}`).toMatch(place);
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`);
  const rule = `| ${(rows[0] ?? []).map((title) => (numeric.has(title) ? '---:' : '---')).join(' | ')} |`;
  return text.replace(place, (_, begin: string, end: string) =>
    [begin, '', lines[0], rule, ...lines.slice(1), '', end].join('\n'),
  );
}

const numeric = new Set(['accuracy', 'parameters', 'MACs', 'ms per image']);

function kindRows(): string[][] {
  const { rows } = JSON.parse(readFileSync(results, 'utf8')) as Ablation;
  return [
    ['kind', '', 'accuracy', 'parameters', 'MACs', 'ms per image'],
    ...builtinKinds.map(({ kind, description }) => {
      const row = rows.find(({ point }) => point['network.blocks.*.kind'] === kind);
      if (!row) return [`\`${kind}\``, description, 'not measured', '', '', ''];
      const { params, macs, millisecondsPerImage } = row;
      return [
        `\`${kind}\``,
        description,
        meanAndDeviation(row.accuracies),
        params.toLocaleString('en-US'),
        macs.toLocaleString('en-US'),
        millisecondsPerImage.toFixed(2),
      ];
    }),
  ];
}

/** Returns the mean and the sample standard deviation in percent. */
function meanAndDeviation(accuracies: readonly number[]): string {
  const mean = accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / accuracies.length;
  const squares = accuracies.reduce((sum, accuracy) => sum + (accuracy - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (accuracies.length - 1));
  return `${(100 * mean).toFixed(2)} ± ${(100 * deviation).toFixed(2)} %`;
}

/** Returns the fields of each kind, without those equal to a field of an earlier kind. */
function fieldRows(): string[][] {
  const schema = specJsonSchema() as unknown as {
    properties: { blocks: { items: { anyOf: BlockSchema[] } } };
  };
  const seen = new Set<string>();
  const rows = schema.properties.blocks.items.anyOf.flatMap(({ title, properties, required }) =>
    Object.entries(properties).flatMap(([name, field]) => {
      const { default: value, description = '' } = field;
      const key = JSON.stringify([name, field]);
      if (seen.has(key) || ['kind', 'pool', 'dropout'].includes(name)) return [];
      seen.add(key);
      const byDefault = value === undefined ? '' : `\`${JSON.stringify(value).replaceAll('"', "'")}\``;
      return [[`\`${title}\``, `\`${name}\``, required.includes(name) ? 'required' : byDefault, description]];
    }),
  );
  return [['kind', 'field', 'default', ''], ...rows];
}
