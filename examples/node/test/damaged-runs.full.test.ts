import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { seededRandom } from '@nin/testing';
import { damagesOf, type Damaged } from '@nin/testing/damage';
import { Jimp } from 'jimp';
import { beforeAll, expect, test } from 'vitest';
import { UsageError } from '../src/failure';
import { readRunConfig } from '../src/runs/run-config';
import { runFolder } from '../src/runs/run-folder';
import { smallTraining, resuming } from './faults/small-run';
import { twoAtATime } from './faults/two-at-a-time';
import { emptyFolder, runNin, type Ended } from './run-nin';

const cwd = emptyFolder();
const run = join(cwd, 'run');
const formats = ['png', 'jpeg', 'bmp', 'gif', 'tiff'] as const;
const noise = new Jimp({ width: 40, height: 30 });
noise.bitmap.data.forEach((_, i) => (noise.bitmap.data[i] = i % 4 === 3 ? 255 : (i * 37 + (i >> 6)) % 256));

beforeAll(async () => {
  expect(await runNin(smallTraining, { cwd })).toMatchObject({ status: 0, stderr: '' });
  for (const format of formats)
    writeFileSync(join(cwd, `whole.${format}`), await noise.getBuffer(`image/${format}`));
});

test('every damage of config.json is refused in a line, or gives the same configuration', async () => {
  const path = join(run, 'config.json');
  const whole = readFileSync(path);
  const intact = await readRunConfig(runFolder(run));
  const problems: string[] = [];
  for (const { what, bytes } of damagesOf(whole, 400, seededRandom(5))) {
    writeFileSync(path, bytes);
    const outcome = await readRunConfig(runFolder(run)).then(
      (read) => (isDeepStrictEqual(read, intact) ? '' : 'was taken'),
      (error: unknown) => (isLineAbout(error, path) ? '' : String(error)),
    );
    if (outcome) problems.push(`${what}: ${outcome}`);
  }
  writeFileSync(path, whole);
  expect(problems).toEqual([]);
});

function isLineAbout(error: unknown, path: string): boolean {
  return error instanceof UsageError && error.message.startsWith(path) && !error.message.includes('\n');
}

interface Answer {
  image: string;
  classes?: unknown;
  problem?: string;
}

/** What the command answers to pictures, and what it prints of those that it refuses. */
async function predicted(
  images: readonly string[],
): Promise<{ answers: Answer[]; lines: string[]; seconds: number }> {
  const start = performance.now();
  const { status, stdout, stderr } = await runNin(['predict', 'run', ...images, '--json'], { cwd });
  const answers = JSON.parse(stdout) as Answer[];
  expect(status).toBe(answers.some(({ problem }) => problem !== undefined) ? 1 : 0);
  return { answers, lines: stderr.split('\n').filter(Boolean), seconds: (performance.now() - start) / 1000 };
}

// A PNG holds checksums, which leave no doubt. The other formats have none: a damaged picture may be another picture, as for
// every program that shows it.
test('every damage of a picture is refused in a line, or decoded within seconds: a PNG to the same pixels', async () => {
  const next = seededRandom(7);
  const images = formats.flatMap((format) =>
    damagesOf(readFileSync(join(cwd, `whole.${format}`)), 60, next).map(({ bytes }, number) => {
      const name = `damaged-${number}.${format}`;
      writeFileSync(join(cwd, name), bytes);
      return name;
    }),
  );
  const { answers, lines, seconds } = await predicted(['whole.png', ...images]);
  expect(answers.map(({ image }) => image)).toEqual(['whole.png', ...images]);
  const refused = answers.filter(({ problem }) => problem !== undefined);
  expect(refused.length).toBeGreaterThan(images.length / 4);
  expect(lines).toEqual(refused.map(({ problem }) => `nin: ${problem}`));
  for (const { image, problem } of refused) {
    expect(problem).toMatch(/^IMAGE must be [^\n]*$/);
    expect(problem).toContain(image);
  }
  const pngs = answers.filter(({ image, problem }) => image.endsWith('.png') && problem === undefined);
  for (const { classes } of pngs) expect(classes).toEqual(answers[0].classes);
  // Some 240 pictures: about 15 seconds on a quiet machine. A decoder that hangs takes forever.
  expect(seconds).toBeLessThan(300);
});

/** Every file of a folder with the SHA-256 of its content. */
function digestsOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length), createHash('sha256').update(readFileSync(path)).digest('hex')];
    }),
  );
}

const commands = {
  evaluate: ['evaluate', 'run', '--json'],
  predict: ['predict', 'run', 'whole.png', '--json'],
  resume: resuming,
};

interface Trial {
  command: keyof typeof commands;
  file: string;
  damage: Damaged;
}

/** The damages that each command is to meet: those of the files that it reads. */
function trials(): Trial[] {
  const next = seededRandom(3);
  const models = ['model', 'checkpoint'].flatMap((part) =>
    readdirSync(join(run, part)).map((name) => join(part, name)),
  );
  const read = (command: string) =>
    models.filter((file) => file.startsWith('model') !== (command === 'resume'));
  return (['evaluate', 'predict', 'resume'] as const).flatMap((command) =>
    [...read(command), 'config.json'].flatMap((file) => {
      const bytes = readFileSync(join(run, file));
      const found = damagesOf(bytes, 3, next).filter((damage) => !isSameJson(damage.bytes, bytes));
      return found.map((damage) => ({ command, file, damage }));
    }),
  );
}

/** Whether a damage has changed nothing that is read: white space between values may be any. */
function isSameJson(damaged: Uint8Array, whole: Uint8Array): boolean {
  try {
    const [one, other] = [damaged, whole].map(
      (bytes) => JSON.parse(new TextDecoder().decode(bytes)) as unknown,
    );
    return isDeepStrictEqual(one, other);
  } catch {
    return false;
  }
}

test('the command refuses damaged files in a line, and overwrites nothing', async () => {
  const whole = {
    evaluate: await runNin(commands.evaluate, { cwd }),
    predict: await runNin(commands.predict, { cwd }),
  };
  const problems = await twoAtATime(trials(), async ({ command, file, damage }) => {
    const folder = emptyFolder();
    cpSync(run, join(folder, 'run'), { recursive: true });
    cpSync(join(cwd, 'whole.png'), join(folder, 'whole.png'));
    writeFileSync(join(folder, 'run', file), damage.bytes);
    const before = digestsOf(join(folder, 'run'));
    const start = performance.now();
    const ended = await runNin(commands[command], { cwd: folder });
    const refused =
      ended.status === 1 && ended.stdout.trim() === withoutResults(ended) && isOneLine(ended.stderr);
    const untouched = isDeepStrictEqual(digestsOf(join(folder, 'run')), before);
    const same = command !== 'resume' && isDeepStrictEqual(ended, whole[command]);
    const prompt = performance.now() - start < 10_000;
    rmSync(folder, { recursive: true });
    if (((refused && untouched) || same) && prompt) return [];
    return [`${command}, ${file} ${damage.what}: ${JSON.stringify({ ...ended, untouched, prompt })}`];
  });
  expect(problems.flat()).toEqual([]);
});

/** A refusal comes before any result; JSON of predictions lists the problem. */
function withoutResults({ stdout }: Ended): string {
  return /Test accuracy|"accuracy"|"probability"/.test(stdout) ? '' : stdout.trim();
}

function isOneLine(stderr: string): boolean {
  return /^nin: [^\n]+\n$/.test(stderr);
}
