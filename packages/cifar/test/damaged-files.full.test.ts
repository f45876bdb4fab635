import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '@nin/testing';
import { damagesOf } from '@nin/testing/damage';
import { expect, test } from 'vitest';
import { CifarFormatError, CifarIntegrityError, CifarUnavailableError } from '../src/index';
import { loadDataset } from '../src/node/load-dataset';
import { isTiny, temporaryFolder, tiny } from './fixtures/loading';

/** What `fill` puts into a folder, loaded from there. */
type Load = (folder: string) => ReturnType<typeof loadDataset>;

const { dataset, files } = tiny;
const names = dataset.files.map(({ name }) => name) as (keyof typeof files)[];

/** Loads each damage of each file, and returns what was taken without a word, or refused in another way than documented. */
async function problemsOf(
  load: Load,
  damagesPerFile: number,
): Promise<{ tried: number; problems: string[] }> {
  const root = await temporaryFolder();
  const folder = join(root, dataset.folder);
  await mkdir(folder);
  for (const name of names) await writeFile(join(folder, name), files[name]);
  expect(isTiny(await load(root))).toBe(true);

  const next = seededRandom(11);
  const problems: string[] = [];
  let tried = 0;
  for (const [place, name] of names.entries()) {
    const other = names[(place + 1) % names.length];
    const all = [
      ...damagesOf(files[name], damagesPerFile, next),
      { what: `replaced by ${other}`, bytes: files[other] },
    ];
    for (const { what, bytes } of all) {
      tried++;
      await writeFile(join(folder, name), bytes);
      const outcome = await load(root).then(
        (splits) => (isTiny(splits) ? '' : 'taken for the images'),
        (error: unknown) => (isDocumented(error, name) ? '' : String(error)),
      );
      if (outcome) problems.push(`${name} ${what}: ${outcome}`);
    }
    await writeFile(join(folder, name), files[name]);
  }
  return { tried, problems };
}

/** Whether an error is of a documented class, of one line, and names the file. */
function isDocumented(error: unknown, name: string): boolean {
  const documented = [CifarIntegrityError, CifarFormatError, CifarUnavailableError];
  return (
    documented.some((kind) => error instanceof kind) &&
    (error as Error).message.includes(name) &&
    !(error as Error).message.includes('\n')
  );
}

test('every damage of a file in the cache is noticed', async () => {
  const load: Load = (cacheDirectory) =>
    loadDataset('load', dataset, [], { cacheDirectory, source: 'cache' });
  expect(await problemsOf(load, 80)).toEqual({ tried: 3 * 82, problems: [] });
});

test('every damage of a file in a folder of official files is noticed', async () => {
  const load: Load = (directory) => loadDataset('load', dataset, [], { directory });
  expect(await problemsOf(load, 40)).toEqual({ tried: 3 * 42, problems: [] });
});
