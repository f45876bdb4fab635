import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Files and folders whose English is checked. Add a path here when its English is clean. */
const scope = [
  'internal/checks/src',
  'internal/durable-files/src',
  'internal/markup/src',
  'internal/isolation-headers/src',
  'internal/testing/src',
  'bench/README.md',
  'bench/bundle',
  'bench/src',
  'bench/test',
  'examples/block-variant',
  'examples/browser/src',
  'examples/node/README.md',
  'examples/node/src',
  '.changeset/cli-experiments.md',
  'packages/blocks/README.md',
  'packages/blocks/test',
  'packages/blocks/src',
  'packages/cifar/README.md',
  'packages/cifar/src',
  'packages/backends/README.md',
  'packages/backends/assembly',
  'packages/backends/src',
  'packages/backends/test',
  'packages/cifar/test',
  'packages/metrics/src',
  'packages/optimizers/README.md',
  'packages/optimizers/src',
  'packages/recipes/README.md',
  'packages/recipes/src',
  'packages/schedules/README.md',
  'packages/schedules/src',
  'packages/trainer/README.md',
  'packages/trainer/src',
  '.changeset/backends-block-kinds.md',
  '.changeset/backends-first-release.md',
  '.changeset/one-word-for-one-thing.md',
];

/** Phrases that are always wrong, and what to write instead. */
const phrases: readonly (readonly [wrong: RegExp, instead: string])[] = [
  [/\b(told|tells?)\b(?! (apart|the difference))/i, 'report, return, call with'],
  [/\b(is|are) none\b/i, 'there is no, is not a'],
  [/\b(so|that) many\b/i, 'the number of'],
  [/\banew\b/i, 'again'],
  [/\ball the same\b/i, 'anyway'],
  [/\bthe way (back|there)\b/i, 'backward pass, forward pass'],
  [/\b(somebody|nobody|whoever|wherever)\b/i, 'the noun that is meant'],
  [/\bof (its|their) own\b/i, 'own, separate'],
  [
    /\b(images|steps|updates|samples|milliseconds|bytes|values) an? (second|step|epoch|image|pixel|class)\b/i,
    'per',
  ],
  [/\b(behaviour|colour|favour|honour|labour|neighbour)/i, 'American spelling'],
  [/\b(centre|grey|metre|catalogue|analogue)s?\b(?<!Greys)/i, 'American spelling'],
  [/\b(analys|catalys|paralys)(e[ds]?|er|ing)\b/i, 'American spelling'],
  [
    /\b(character|custom|initial|maxim|minim|normal|optim|organ|penal|quant|recogn|serial|standard|summar|synchron|visual)is(e|ed|es|er|ing|ation)\b/i,
    'American spelling',
  ],
  [/\b(labelled|labelling|modelling|cancelled|travelled)\b/i, 'American spelling'],
];

const checkedFiles = ['.ts', '.tsx', '.md', '.html', '.css'];

/** Returns the problems of a text, as `line N: …`. */
function problemsOf(text: string): string[] {
  return text.split('\n').flatMap((line, i) =>
    phrases
      .map(([wrong, instead]) => ({ found: wrong.exec(line)?.[0], instead }))
      .filter(({ found }) => found !== undefined)
      .map(({ found, instead }) => `line ${i + 1}: "${found}", write: ${instead}`),
  );
}

async function filesIn(path: string): Promise<string[]> {
  if (!(await stat(join(root, path))).isDirectory()) return [path];
  const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && checkedFiles.includes(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

test.each(scope)('%s is plain English', async (path) => {
  const files = await filesIn(path);
  expect(files).not.toEqual([]);
  const problems = await Promise.all(
    files.map(async (file) =>
      problemsOf(await readFile(join(root, file), 'utf8')).map((problem) => `${file}, ${problem}`),
    ),
  );
  expect(problems.flat()).toEqual([]);
});

test.each([
  'Told how the epoch goes',
  'An answer that is none',
  'At most so many steps',
  'Shuffled anew in each epoch',
  'It counts all the same.',
  'What a gradient keeps for the way back',
  'Whoever opens the file',
  'A process of its own',
  'Images a second',
  'The Colour of a cell',
  'a grey line',
  'analysed and normalised',
  'a labelled image',
])('"%s" is found', (wrong) => {
  expect(problemsOf(`Right.\n${wrong}`)[0]).toMatch(/^line 2: "/);
});

test.each([
  'These two errors cannot be told apart.',
  'const neighbor = isNone(grayscale);',
  'A promise is raised otherwise; exercise the noise.',
  'The scheme Greys of ColorBrewer',
  'images per second',
])('"%s" is not found', (right) => {
  expect(problemsOf(right)).toEqual([]);
});
