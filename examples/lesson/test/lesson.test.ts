import { selectBackend } from '@nin/backends';
import { checkExperiment } from '@nin/recipes';
import * as tf from '@tensorflow/tfjs-core';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runLesson } from '../src/index';

/** The whole quick lesson, on as few drawn images as make an epoch of four steps. */
const lines: string[] = [];
let directory = '';
let leaked = NaN;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nin-lesson-'));
  await selectBackend();
  const before = tf.memory().numTensors;
  await runLesson({
    quick: true,
    data: 'synthetic',
    limitTrain: 30,
    limitTest: 20,
    epochs: 2,
    taskImages: 16,
    out: directory,
    write: (line) => lines.push(line),
  });
  leaked = tf.memory().numTensors - before;
}, 60_000);

afterAll(() => rm(directory, { recursive: true, force: true }));

/** The lines of the cell with this number. */
function cell(number: number): string[] {
  const start = lines.findIndex((line) => line.startsWith(`── ${number}. `));
  const end = lines.findIndex((line) => line.startsWith(`── ${number + 1}. `));
  return lines.slice(start, end < 0 ? undefined : end);
}

/** The cells of a table's row: runs of text two spaces apart or more. */
function cells(line: string | undefined): string[] {
  return (line ?? '').trim().split(/ {2,}/);
}

describe('the whole lesson', () => {
  test('has eight cells, each naming a file that exists', async () => {
    const files = lines.flatMap((line) => /^── \d\. .* (src\/cells\/\S+) ──$/.exec(line)?.[1] ?? []);
    expect(files).toHaveLength(8);
    const present = await readdir(new URL('../src/cells', import.meta.url));
    expect(files.map((file) => file.replace('src/cells/', ''))).toEqual(present.sort());
  });

  test('says first that its data are drawn, and what it has otherwise than the lecture', () => {
    const title = lines
      .slice(
        0,
        lines.findIndex((line) => line.startsWith('── 1.')),
      )
      .join('\n');
    expect(title).toContain('Synthetic data, not CIFAR-10');
    expect(title).toContain('data synthetic instead of cifar10');
    expect(title).toContain('width 0.0625 instead of 1');
    expect(title).toContain('epochs 2 instead of 50');
    expect(title).toContain('logits through linear instead of relu');
  });

  test('says so again wherever a figure comes from drawn images', () => {
    const marked = (start: RegExp) => lines.filter((line) => start.test(line));
    const measured = [
      /^train_images/,
      /^test_images/,
      /^Epoch \d/,
      /^Rows are true/,
      /^accuracy/,
      /^on 20/,
    ].map(marked);
    expect(measured.map((found) => found.length)).toEqual([1, 1, 2, 1, 1, 1]);
    for (const line of measured.flat()) expect(line).toContain('(synthetic data, not CIFAR-10)');
  });

  test('keeps its own lines within a projector, 100 columns', () => {
    const wide = lines.filter((line) => line.length > 100 && !/^\d+\/\d+ ━/.test(line));
    expect(wide).toEqual([]);
  });

  test('explains each of seven oddities in one line where it is met, with its option', () => {
    const met = lines.flatMap(
      (line) => /^ {2}odd: .* \(here (--[\w-]+) \S+; try \S+\)$/.exec(line)?.[1] ?? [],
    );
    expect(met).toEqual([
      '--mlp-layers',
      '--shapes-at',
      '--block2-filters',
      '--outputs',
      '--shapes-at',
      '--divisor',
      '--logits',
      '--predict-on',
    ]);
  });

  test('leaves no tensor behind', () => {
    expect(leaked).toBe(0);
  });
});

describe('the network', () => {
  test('has the nine rows of the lecture at 1024×1024', () => {
    expect(cell(3).filter((line) => line.includes('output shape'))).toEqual([
      'Sequential output shape:\t (1, 342, 342, 384)',
      'MaxPooling2D output shape:\t (1, 170, 170, 384)',
      'Sequential output shape:\t (1, 170, 170, 756)',
      'MaxPooling2D output shape:\t (1, 84, 84, 756)',
      'Sequential output shape:\t (1, 84, 84, 1024)',
      'MaxPooling2D output shape:\t (1, 42, 42, 1024)',
      'Dropout output shape:\t (1, 42, 42, 1024)',
      'Sequential output shape:\t (1, 42, 42, 20)',
      'GlobalAveragePooling2D output shape:\t (1, 20)',
    ]);
  });

  test('is summed up by tfjs and by its profile', () => {
    const summary = cell(4);
    expect(summary).toContain('Total params: 19778304');
    expect(summary.find((line) => line.startsWith('block2/conv (Conv2D)'))).toMatch(
      /\[null,170,170,756\] +7258356 *$/,
    );
    expect(cells(summary.find((line) => line.startsWith('Total  ')))).toEqual([
      'Total',
      '19,778,304',
      '325,299,552',
      '1.170 MB',
    ]);
    expect(summary.join('\n')).toContain('389,325,080,448 MACs');
  });

  test('gives no gradient to the outer taps of its last convolution at 32×32', () => {
    const summary = cell(4);
    const start = summary.indexOf('images of 32×32: a map of 1×1 reaches it');
    const [above, middle, below, idle, pooling] = summary.slice(start + 1);
    expect(cells(above)).toEqual(['0', '0', '0']);
    expect(cells(below)).toEqual(['0', '0', '0']);
    const [left, centre, right] = cells(middle);
    expect([left, right]).toEqual(['0', '0']);
    expect(Number(centre)).toBeGreaterThan(0);
    // 8 taps of 9, each 1,024 channels × 20 filters.
    expect(idle).toBe('163,840 of its 184,320 weights are at taps where every gradient is exactly 0.');
    expect(pooling).toMatch(/^Global average pooling changes the outputs by 0:/);
  });
});

describe('the training', () => {
  test('follows the rates of the lecture', () => {
    const rows = cell(5)
      .filter((line) => /^ +\d /.test(line))
      .map(cells);
    expect(rows.map(([epoch, rate]) => [epoch, rate])).toEqual([
      ['1', '5.5556e-04'],
      ['2', '5.5501e-04'],
      ['3', '5.5337e-04'],
      ['4', '5.5064e-04'],
      ['5', '5.4683e-04'],
    ]);
    expect(rows[0]?.[2]).toBe('5.0000e-04');
  });

  test('prints two lines an epoch, as Keras does', () => {
    const log = cell(6);
    const epochs = log.filter((line) => line.startsWith('Epoch ')).map((line) => line.slice(0, 9));
    expect(epochs).toEqual(['Epoch 1/2', 'Epoch 2/2']);
    // 30 images in batches of 8: four steps, the last of six images.
    const figure = String.raw`\d\.\d{4}(?:e[+-]\d\d)?`;
    const names = ['accuracy', 'loss', 'val_accuracy', 'val_loss'].map((name) => `${name}: ${figure}`);
    const form = new RegExp(
      String.raw`^4/4 ━{20} \d+s \S+/step - ${names.join(' - ')} - learning_rate: (\S+)$`,
    );
    const rates = log.flatMap((line) => form.exec(line)?.[1] ?? []);
    expect(rates).toEqual(['5.5556e-04', '5.5501e-04']);
  });

  test('knows the loss of a network that knows nothing', () => {
    // ln 20 = ln 2 + ln 10 = 0.693147 + 2.302585
    expect(cell(6).join('\n')).toContain('ln 20 = 2.9957');
  });
});

describe('the confusion matrix', () => {
  test('counts every test image once, by rows of its class', () => {
    const table = cell(7);
    const start = table.findIndex((line) => line.includes('true \\ predicted'));
    const rows = table.slice(start + 1, table.indexOf('', start + 1));
    const counts = rows.map((row) => cells(row).slice(1).map(Number));
    // 20 images of ten classes by turns: two of each class.
    expect(counts.slice(0, 10).map((row) => row.reduce((a, b) => a + b, 0))).toEqual(Array(10).fill(2));
  });

  test('is a well-formed picture that says its data are drawn', async () => {
    expect(await readdir(directory)).toEqual(['confusion.svg', 'experiment.json']);
    const experiment: unknown = JSON.parse(await readFile(join(directory, 'experiment.json'), 'utf8'));
    expect(checkExperiment(experiment)).toEqual([]);
    expect(experiment).toMatchObject({
      epochs: 2,
      data: { source: 'synthetic', limitTrain: 30 },
      schedule: { divisor: 1.8 },
    });
    const svg = await readFile(join(directory, 'confusion.svg'), 'utf8');
    expect(unbalancedTags(svg)).toEqual([]);
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain('Confusion matrix (synthetic data, not CIFAR-10)');
    expect(svg).toContain('of 20 samples');
  });

  test('the check of the picture finds a tag that is not closed', () => {
    expect(unbalancedTags('<svg><g><rect/></svg>')).toEqual(['</svg> closes <g>', '<svg> is not closed']);
  });
});

describe('the tasks', () => {
  test('compare four settings, and four numbers of 1×1 layers around the three of the lecture', () => {
    const tasks = cell(8);
    const tuned = tasks.filter((line) => /^ +0\.\d+ +[12]/.test(line)).map(cells);
    expect(tuned.map((row) => row.slice(0, 3))).toEqual([
      ['0.0005', '1.8', '5.5556e-04'],
      ['0.0005', '2', '5.0000e-04'],
      // 2 · 2e-3 / 1.8
      ['0.002', '1.8', '2.2222e-03'],
      ['0.002', '2', '2.0000e-03'],
    ]);
    const layered = tasks.filter((line) => /^ +\d +\d\d,/.test(line)).map(cells);
    // One layer more or less: 147,840 + 572,292 + 1,049,600 + 420 = 1,770,152 parameters,
    // 17,842,176 + 14,288,400 + 4,194,304 + 400 = 36,325,280 MACs.
    expect(layered.map((row) => row.slice(0, 3))).toEqual([
      ['0', '14,467,848', '216,323,712'],
      ['1', '16,238,000', '252,648,992'],
      ['2', '18,008,152', '288,974,272'],
      ['3', '19,778,304', '325,299,552'],
      ['4', '21,548,456', '361,624,832'],
    ]);
    for (const row of [...tuned, ...layered]) {
      expect(Number(row[3])).toBeGreaterThan(0);
      expect(row[4]).toMatch(/^\d+\.\d %$/);
    }
  });

  test('count parameters, multiplications and memory', () => {
    const figures = cell(8).map(cells);
    const figure = (what: string) => figures.find(([name]) => name === what)?.[1];
    expect(figure('trainable parameters')).toBe('19,778,304');
    expect(figure('multiplications for one image')).toBe('325,299,552');
    // 4 bytes each: 79,113,216.
    expect(figure('memory of the weights')).toBe('79.11 MB');
    // Four times that: weights, gradients, two moments.
    expect(figure("… with gradients and AdamW's two moments")).toBe('316.5 MB');
    // 292,612 numbers.
    expect(figure('memory of what the layers give, one image')).toBe('1.170 MB');
    expect(figure('… 128 images')).toBe('149.8 MB');
    expect(cell(8)).toContain('  parameters       (7·7·3 + 1) · 384 = 56,832');
    expect(cell(8)).toContain('  multiplications  11·11 · 7·7·3 · 384 = 6,830,208');
  });
});

/** What is wrong with the nesting of tags in an XML text. */
function unbalancedTags(xml: string): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  for (const [, end, name = '', selfClosing] of xml.matchAll(/<(\/?)([\w:-]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (selfClosing) continue;
    if (!end) open.push(name);
    else if (open.at(-1) === name) open.pop();
    else problems.push(`</${name}> closes <${open.pop()}>`);
  }
  return [...problems, ...open.map((name) => `<${name}> is not closed`)];
}
