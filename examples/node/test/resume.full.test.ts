import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunSummary } from '../src/training/run-record';
import { emptyFolder, runNin, startNin, type Ended } from './run-nin';
import { sealedConfig } from './sealed-config';

/** Four steps per epoch. */
const small = '--data synthetic --limit-train 64 --limit-test 32 --batch-size 16 --epochs 3 --out run'.split(
  ' ',
);
const cwd = emptyFolder();
const whole = join(cwd, 'run');

beforeAll(async () => {
  const { status, stderr } = await runNin(['train', ...small], { cwd });
  expect(stderr).toBe('');
  expect(status).toBe(0);
}, 60_000);

/** A copy of the finished run, to be changed. */
function copied(): string {
  const folder = join(emptyFolder(), 'run');
  cpSync(whole, folder, { recursive: true });
  return folder;
}

function resume(folder: string): Promise<Ended> {
  return runNin(['train', '--resume', '--out', folder]);
}

/** The names of all files, their random parts left out. */
function namesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.map((name) => name.replace(/-[0-9a-f]{12}\./, '-ID.')).sort();
}

/** The SHA-256 of each file. */
function digestsIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length), createHash('sha256').update(readFileSync(path)).digest('hex')];
    }),
  );
}

/** The SHA-256 of the weights. */
function weightsIn(folder: string): string[] {
  return Object.entries(digestsIn(folder)).flatMap(([name, digest]) =>
    name.endsWith('.bin') ? [digest] : [],
  );
}

function summaryIn(folder: string): RunSummary {
  return JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as RunSummary;
}

/** What a run has learned, without its times. */
function learnedIn(folder: string): unknown {
  const history = readFileSync(join(folder, 'history.jsonl'), 'utf8').trim().split('\n');
  const figures = history.map((line) => {
    const { epoch, totalSteps, loss, accuracy, validationLoss, validationAccuracy } = JSON.parse(
      line,
    ) as Record<string, number>;
    return { epoch, totalSteps, loss, accuracy, validationLoss, validationAccuracy };
  });
  const { state, epochs, testAccuracy, testLoss } = summaryIn(folder);
  const weights = [weightsIn(join(folder, 'model')), weightsIn(join(folder, 'checkpoint'))];
  return { figures, state, epochs, testAccuracy, testLoss, weights };
}

describe('a run that was killed', () => {
  test('after its last checkpoint is completed by a resume', async () => {
    const folder = copied();
    for (const name of [
      'model',
      'history.csv',
      'history.jsonl',
      'confusion.svg',
      'report.html',
      'summary.json',
    ]) {
      rmSync(join(folder, name), { recursive: true });
    }
    const { status, stderr, stdout } = await resume(folder);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('Resuming after epoch 3');
    expect(learnedIn(folder)).toEqual(learnedIn(whole));
    expect(readFileSync(join(folder, 'history.csv'), 'utf8')).toBe(
      readFileSync(join(whole, 'history.csv'), 'utf8'),
    );
    expect(namesIn(folder)).toEqual(namesIn(whole));
  });

  test('leaves nothing that was not finished', async () => {
    const folder = copied();
    const strays = ['run.lock', 'summary.json.0123456789ab.tmp', 'checkpoint/weights-0123456789ab.bin'];
    for (const name of [...strays, 'model/model.json.0123456789ab.tmp'])
      writeFileSync(join(folder, name), 'x');
    expect((await resume(folder)).status).toBe(0);
    expect(namesIn(folder)).toEqual(namesIn(whole));
  });

  test('in its first save starts over', async () => {
    const folder = copied();
    for (const name of readdirSync(folder)) {
      if (!['config.json', 'checkpoint'].includes(name)) rmSync(join(folder, name), { recursive: true });
    }
    renameSync(
      join(folder, 'checkpoint', 'model.json'),
      join(folder, 'checkpoint', 'model.json.0123456789ab.tmp'),
    );
    const { status, stdout } = await resume(folder);
    expect(status).toBe(0);
    expect(stdout).toContain('has no saved step yet: the run starts over');
    expect(learnedIn(folder)).toEqual(learnedIn(whole));
    expect(namesIn(folder)).toEqual(namesIn(whole));
  });
});

type Json = Record<string, Record<string, unknown>>;

/** Changes config.json, with a digest of its new content if it is to be sealed. */
function changeConfig(folder: string, change: (config: Json) => void, isSealed = true): void {
  const path = join(folder, 'config.json');
  const config = JSON.parse(readFileSync(path, 'utf8')) as Json;
  change(config);
  writeFileSync(path, JSON.stringify(isSealed ? sealedConfig(config) : config));
}

function remove(...names: string[]): (folder: string) => void {
  return (folder) => {
    for (const name of names) rmSync(join(folder, name), { recursive: true });
  };
}

describe('a contradiction is refused in one line, and nothing is changed', () => {
  test.each<[what: string, change: (folder: string) => void, line: RegExp]>([
    [
      'no checkpoint/model.json',
      remove('checkpoint/model.json'),
      /history\.csv records 3 epochs, but \S+checkpoint holds no checkpoint: nothing was changed$/,
    ],
    [
      'no checkpoint and no history',
      remove('checkpoint', 'history.csv'),
      /summary\.json records 3 epochs, but \S+checkpoint holds no checkpoint/,
    ],
    [
      'only a model',
      remove('checkpoint', 'history.csv', 'history.jsonl', 'summary.json'),
      /model holds a trained model, but \S+checkpoint holds no checkpoint/,
    ],
    [
      'a history of more epochs than the checkpoint',
      (folder) => writeFileSync(join(folder, 'history.csv'), 'epoch,loss\n1,2\n4,2\n'),
      /history\.csv records 4 epochs, but \S+checkpoint holds 3/,
    ],
    [
      'another byte in the weights',
      (folder) => {
        const [name = ''] = readdirSync(join(folder, 'checkpoint')).filter((file) => file.endsWith('.bin'));
        const bytes = readFileSync(join(folder, 'checkpoint', name));
        bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000);
        writeFileSync(join(folder, 'checkpoint', name), bytes);
      },
      /checkpoint.*damaged/,
    ],
    [
      'other settings',
      (folder) => changeConfig(folder, ({ optimizer }) => (optimizer.learningRate = 0.1), false),
      /config\.json was altered after the run began/,
    ],
    [
      'other settings with their digest',
      (folder) => changeConfig(folder, ({ optimizer }) => (optimizer.learningRate = 0.1)),
      /checkpoint cannot be resumed: train: checkpoint\.experiment must be the one/,
    ],
    [
      'fewer epochs than are done, with the digest',
      (folder) => changeConfig(folder, (config) => Object.assign(config, { epochs: 2 })),
      /config\.json must ask for at least the 3 epochs of \S+checkpoint, got 2$/,
    ],
    [
      'other data, with the digest',
      (folder) => changeConfig(folder, ({ data }) => (data.limitTrain = 48)),
      /data\.source synthetic must be what the run began with: \S+ has train 64, got 48$/,
    ],
    [
      'another network, with the digest',
      (folder) => changeConfig(folder, ({ network }) => (network.blocks = [{ filters: 10, kernelSize: 3 }])),
      /checkpoint cannot be resumed: loadCheckpoint: the checkpoint must have the model's 6 weights, got \d+/,
    ],
  ])('%s', async (_, change, line) => {
    const folder = copied();
    change(folder);
    const before = digestsIn(folder);
    const { status, stderr } = await resume(folder);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr.trim()).toMatch(line);
    expect(status).toBe(1);
    expect(digestsIn(folder)).toEqual(before);
  });
});

/** A run that lasts as long as is needed, with a step timed. */
async function longRun(): Promise<{ running: ReturnType<typeof startNin>; folder: string }> {
  const args = [...small.slice(0, -3), '999', '--out', 'run'];
  const folder = emptyFolder();
  const running = startNin(['train', ...args], { cwd: folder });
  await running.printed(/Epoch 2\/999/);
  return { running, folder: join(folder, 'run') };
}

describe('a run under way', () => {
  test('keeps other processes out of its folder', async () => {
    const { running, folder } = await longRun();
    const [resumed, started] = await Promise.all([
      resume(folder),
      runNin(['train', ...small.slice(0, -1), folder]),
    ]);
    expect(resumed.status).toBe(1);
    expect(resumed.stderr).toMatch(
      new RegExp(`^nin: ${folder} is in use by process ${running.process.pid} on \\S+ since \\S+Z\n$`),
    );
    expect(started.status).toBe(1);
    expect(started.stderr).toMatch(/^nin: --out must be a new or an empty folder, got .*\n$/);
    running.process.kill('SIGKILL');
    await running.ended;
    // The lock file of a killed process locks nothing.
    expect(existsSync(join(folder, 'run.lock'))).toBe(true);
    const again = startNin(['train', '--resume', '--out', folder]);
    await again.printed(/Resuming after epoch/);
    again.process.kill('SIGKILL');
    await again.ended;
  });

  test.each<[what: string, change: (folder: string) => void]>([
    ['deleted', (folder) => rmSync(folder, { recursive: true, maxRetries: 9 })],
    ['moved', (folder) => renameSync(folder, `${folder}-elsewhere`)],
  ])('fails when its folder is %s, and writes nothing elsewhere', async (_, change) => {
    const { running, folder } = await longRun();
    change(folder);
    const { status, stderr } = await running.ended;
    expect(stderr).toBe(
      `nin: ${folder} was deleted, moved or replaced while this process wrote to it: nothing more is written\n`,
    );
    expect(status).toBe(1);
    expect(existsSync(folder)).toBe(false);
  });

  test('continues when its output is closed', async () => {
    const folder = emptyFolder();
    const running = startNin(['train', ...small], { cwd: folder });
    await running.printed(/Run folder/);
    running.process.stdout?.destroy();
    const { status, stderr } = await running.ended;
    expect(stderr).toBe(
      'nin: the output is closed: the training continues, and writes its folder as always\n',
    );
    expect(status).toBe(0);
    expect(learnedIn(join(folder, 'run'))).toEqual(learnedIn(whole));
  });
});

test('a command whose output is closed ends quietly', async () => {
  const running = startNin(['evaluate', whole]);
  running.process.stdout?.destroy();
  const { status, stderr } = await running.ended;
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
