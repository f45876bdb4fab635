import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What differs between two runs of the same training: times, memory, and the digests of what holds them. */
const measured = [
  'seconds',
  'millisecondsPerStep',
  'imagesPerSecond',
  'trainingSeconds',
  'totalSeconds',
].concat(['peakMemoryBytes', 'startedAt', 'sha256']);

/** All that a run leaves, but for what is measured: two runs of the same training have the same, bit for bit. */
export interface RunContents {
  files: string[];
  config: unknown;
  summary: unknown;
  history: unknown;
  historyCsv: string[];
  checkpoint: unknown;
  model: unknown;
  confusion: string;
}

/** Reads the folder of a run as it is, through no code of the command's. */
export function contentsOf(folder: string): RunContents {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const json = (content: string) => JSON.parse(content, leaveOut) as unknown;
  return {
    files: filesIn(folder),
    config: json(text('config.json')),
    summary: json(text('summary.json')),
    history: text('history.jsonl').trim().split('\n').map(json),
    historyCsv: csvWithoutTimes(text('history.csv')),
    checkpoint: modelIn(join(folder, 'checkpoint')),
    model: modelIn(join(folder, 'model')),
    confusion: text('confusion.svg'),
  };
}

/** The paths of all files, without the random part of the names of weights. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.replace(/weights-[0-9a-f]{12}\.bin$/, 'weights-*.bin'))
    .sort();
}

interface Weight {
  name: string;
  shape: number[];
  dtype: string;
}

interface ModelFile {
  weightsManifest: { paths: string[]; weights: Weight[] }[];
}

/** The json of a model, and the SHA-256 of each of its weights. */
function modelIn(folder: string): unknown {
  const { weightsManifest, ...rest } = JSON.parse(
    readFileSync(join(folder, 'model.json'), 'utf8'),
    leaveOut,
  ) as ModelFile;
  const weights = weightsManifest.flatMap((group) => {
    const bytes = Buffer.concat(group.paths.map((path) => readFileSync(join(folder, path))));
    let offset = 0;
    return group.weights.map((weight) => {
      const length =
        weight.shape.reduce((product, size) => product * size, 1) * (weight.dtype === 'bool' ? 1 : 4);
      const part = bytes.subarray(offset, (offset += length));
      return { ...weight, sha256: createHash('sha256').update(part).digest('hex') };
    });
  });
  return { ...rest, weights };
}

function leaveOut(key: string, value: unknown): unknown {
  return measured.includes(key) ? undefined : value;
}

function csvWithoutTimes(text: string): string[] {
  const rows = text
    .trim()
    .split('\n')
    .map((row) => row.split(','));
  const kept = rows[0].map((name) => !/seconds|second|ms|time/i.test(name));
  return rows.map((row) => row.filter((_, column) => kept[column]).join(','));
}
