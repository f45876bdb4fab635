import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { builtinKinds } from '../src/index';
import { specJsonSchema } from '../src/fields/index';

/*
 * The tables of kinds and of their fields in the README are written from the kinds themselves and from raw results.
 * `npx vitest run packages/blocks/test/readme-tables.test.ts -u` writes them; without -u this test compares.
 */

const readme = fileURLToPath(new URL('../README.md', import.meta.url));
const results = fileURLToPath(new URL('../../../bench/results/2026-11-28-block-kinds.json', import.meta.url));

/** What the tables read of `ablation.json`, which `nin ablate` writes. */
interface Ablation {
  rows: {
    point: Record<string, string>;
    params: number;
    macs: number;
    accuracies: number[];
    millisecondsPerImage: number;
  }[];
}

/** What the tables read of a field's JSON Schema. */
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

test('the tables of the README are those of the kinds and of the raw results', async () => {
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

/** In percent, with the deviation of a sample. */
function meanAndDeviation(shares: readonly number[]): string {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (shares.length - 1));
  return `${(100 * mean).toFixed(2)} ± ${(100 * deviation).toFixed(2)} %`;
}

/** The fields of each kind, those that are the same in kinds before left out. */
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
