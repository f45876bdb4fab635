import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, runNin, startNin } from './run-nin';

const args = [
  'ablate',
  '--data',
  'synthetic',
  '--backend',
  'wasm',
  '--mlp-layers',
  '0,1',
  '--seeds',
  '2',
].concat(['--limit-train', '128', '--limit-test', '50', '--epochs', '1', '--out', 'out']);
const resume = ['ablate', '--resume', '--out', 'out'];

interface File {
  finished: boolean;
  startedAt?: string;
  sha256?: string;
  trainings: { point: { seed: number; mlpLayers: number }; accuracy: number; trainingSeconds?: number }[];
  rows: { accuracies: number[]; trainingSeconds?: number; millisecondsPerImage?: number }[];
  experiment: { data: object };
}

const pathIn = (cwd: string) => join(cwd, 'out', 'ablation.json');
const fileIn = (cwd: string) => JSON.parse(readFileSync(pathIn(cwd), 'utf8')) as File;

/** An ablation without its times. */
function timeless({ startedAt: _started, sha256: _digest, ...file }: File): object {
  const strip = <Item extends { trainingSeconds?: number; millisecondsPerImage?: number }>({
    trainingSeconds: _seconds,
    millisecondsPerImage: _milliseconds,
    ...rest
  }: Item) => rest;
  return { ...file, trainings: file.trainings.map(strip), rows: file.rows.map(strip) };
}

/** The table without its last columns, the times. */
const tableOf = (stdout: string) =>
  stdout
    .slice(stdout.indexOf('1×1 layers  '))
    .split('\n')
    .slice(0, 3)
    .map((line) => line.replace(/ +(ms per image|[\d.]+) +\S+$/, ''));

test('stopped by a signal it keeps each training that has ended, and resumes to the very same result', async () => {
  const whole = emptyFolder();
  const uninterrupted = await runNin(args, { cwd: whole });
  expect(uninterrupted.stderr).toBe('');
  expect(fileIn(whole)).toMatchObject({ finished: true, trainings: { length: 4 } });

  const cwd = emptyFolder();
  let kept = 0;
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    const running = startNin(kept === 0 ? args : resume, { cwd });
    await running.printed(new RegExp(`^${kept + 1}/4: `, 'm'));
    const pressed = performance.now();
    running.process.kill(signal);
    const ended = await running.ended;
    expect(performance.now() - pressed).toBeLessThan(5000);
    expect(ended).toMatchObject({ status, stderr: '' });
    kept = fileIn(cwd).trainings.length;
    expect(ended.stdout.trimEnd().split('\n').at(-1)).toMatch(
      new RegExp(
        `^Stopped with ${kept} of 4 trainings kept; resume with: .*nin ablate --resume --out .*out$`,
      ),
    );
    expect(fileIn(cwd)).toMatchObject({ finished: false });
    expect(readFileSync(join(cwd, 'out', 'ablation.svg'), 'utf8')).toContain(`(${kept} of 4 trainings)`);
    if (kept === 3) break;
  }
  const resumed = await runNin(resume, { cwd });
  expect(resumed).toMatchObject({ status: 0, stderr: '' });
  expect(resumed.stdout).toContain(`${kept} of 4 trainings are kept`);
  expect(resumed.stdout).not.toMatch(new RegExp(`^${kept}/4: `, 'm'));
  expect(timeless(fileIn(cwd))).toEqual(timeless(fileIn(whole)));
  expect(tableOf(resumed.stdout)).toEqual(tableOf(uninterrupted.stdout));
  const picture = (folder: string) => readFileSync(join(folder, 'out', 'ablation.svg'), 'utf8');
  expect(picture(cwd)).toBe(picture(whole));

  // Once more there is nothing to train, and the same result.
  writeFileSync(join(cwd, 'out', 'ablation.svg'), 'damaged');
  const again = await runNin(resume, { cwd });
  expect(again.status).toBe(0);
  expect(again.stdout).not.toMatch(/^\d\/4: /m);
  expect(picture(cwd)).toBe(picture(whole));
  expect(existsSync(join(cwd, 'out', 'run.lock'))).toBe(false);
}, 240_000);

/** The line with which a changed file is refused. */
async function refusal(cwd: string, text: string): Promise<string> {
  const whole = readFileSync(pathIn(cwd), 'utf8');
  writeFileSync(pathIn(cwd), text);
  const { status, stderr } = await runNin(resume, { cwd });
  expect(readFileSync(pathIn(cwd), 'utf8')).toBe(text);
  writeFileSync(pathIn(cwd), whole);
  expect(status).toBe(1);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  return stderr;
}

/** The file with changes, and the digest that its new content has. */
function sealed({ sha256: _old, ...file }: { sha256?: string }, changes: Partial<File> = {}): string {
  const rest = { ...file, ...changes };
  const sha256 = createHash('sha256').update(JSON.stringify(rest)).digest('hex');
  return JSON.stringify({ ...rest, sha256 });
}

test('what was altered, or is no ablation, is refused in a line and left as it is', async () => {
  const cwd = emptyFolder();
  const running = startNin(args, { cwd });
  await running.printed(/^1\/4: /m);
  running.process.kill('SIGKILL');
  await running.ended;
  const file = fileIn(cwd);
  const [first] = file.trainings;
  expect(await refusal(cwd, JSON.stringify({ ...file, trainings: [{ ...first, accuracy: 1 }] }))).toMatch(
    /ablation\.json was altered after the run began: its SHA-256/,
  );
  expect(await refusal(cwd, '{')).toMatch(/ablation\.json must be JSON$/m);
  expect(await refusal(cwd, sealed(file, { trainings: [{ ...first, accuracy: 7 }] }))).toMatch(
    /trainings\.0\.accuracy must be a number from 0 to 1, got 7$/m,
  );
  const point = { ...first.point, seed: 5 };
  expect(await refusal(cwd, sealed(file, { trainings: [{ ...first, point }] }))).toMatch(
    /trainings\.0\.point must be \{"seed":0,"mlpLayers":0\}, as its variations say, got \{"seed":5,"mlpLayers":0\}$/m,
  );
  expect(await refusal(cwd, sealed(file, { finished: true }))).toMatch(
    /finished must say whether all 4 trainings have ended/,
  );
  const experiment = (changes: object) => ({ experiment: { ...file.experiment, ...changes } });
  expect(await refusal(cwd, sealed(file, experiment({ epochs: 1e9 })))).toMatch(
    /experiment: epochs must be a positive integer.*, got 1000000000$/m,
  );
  const data = { ...file.experiment.data, limitTrain: 64 };
  expect(await refusal(cwd, sealed(file, experiment({ data })))).toMatch(
    /must be what the run began with: .*ablation\.json has train 128, got 64$/m,
  );
}, 240_000);

test.each([
  [['--resume'], /--resume needs --out/],
  [['--resume', '--out', 'x', '--seeds', '9'], /--seeds can't go with --resume/],
  [['--resume', '--out', 'x'], /which has no ablation\.json/],
  [
    [
      '--data',
      'synthetic',
      '--backend',
      'wasm',
      '--batch-size',
      '8192',
      '--limit-train',
      '8192',
      '--out',
      'x',
    ],
    /^nin: a batch of 8,192 images needs at least [\d.]+ GB of memory to train tiny with 3 1×1 layers, and wasm has 4\.2 GB; --batch-size \d+ fits$/m,
  ],
])('refuses %j before anything is made', async (options, line) => {
  const cwd = emptyFolder();
  const { status, stderr } = await runNin(['ablate', ...options], { cwd });
  expect(status).toBe(1);
  expect(stderr).toMatch(line);
  expect(existsSync(join(cwd, 'x'))).toBe(false);
});
