import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { beforeAll, describe, expect, test } from 'vitest';
import { configOf, digestOf, kindProject, running, small, train, writeNetwork } from './kind-project';
import { runNin } from './run-nin';

describe('nin train FILE --use MODULE', () => {
  const cwd = kindProject('bottleneck');

  beforeAll(async () => {
    writeNetwork(cwd, 'bottleneck');
    const { status, stderr, stdout } = await runNin(train('--use', './bottleneck.js'), { cwd });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Network: network, ');
  }, 60_000);

  test('trains the network for the classes of the data, and leaves blocks of nin without a kind', () => {
    const { network, run } = configOf(cwd);
    expect(network.blocks.map(({ kind, filters }) => [kind, filters])).toEqual([
      [undefined, 4],
      ['bottleneck', 8],
      ['bottleneck', 10],
    ]);
    expect(network.blocks[0]).toEqual({
      filters: 4,
      kernelSize: 3,
      mlpLayers: 1,
      pool: { kind: 'max', size: 4 },
    });
    expect(run.name).toBe('network');
  });

  test('remembers the module by its path from the run, its kinds and its digest', () => {
    const sha256 = digestOf(join(cwd, 'bottleneck.js'));
    expect(configOf(cwd).run.use).toEqual([{ module: '../bottleneck.js', kinds: ['bottleneck'], sha256 }]);
  });

  test('evaluates, predicts and resumes without another option, from anywhere', async () => {
    const data = new Uint8Array(32 * 32 * 3);
    writeFileSync(join(cwd, 'picture.png'), encode({ width: 32, height: 32, channels: 3, depth: 8, data }));
    for (const parameters of [
      ['evaluate', join(cwd, 'run')],
      ['predict', join(cwd, 'run'), join(cwd, 'picture.png')],
      ['train', '--resume', '--out', join(cwd, 'run')],
    ]) {
      const { status, stderr } = await runNin(parameters);
      expect([status, stderr], parameters[0]).toEqual([0, running(cwd, 'bottleneck.js')]);
    }
  });

  test('prints shapes and a profile', async () => {
    const shapes = await runNin(['shapes', '--use', './bottleneck.js', 'network.json'], { cwd });
    expect(shapes.stdout).toMatch(/^block3 +BottleneckBlock +\(1, 2, 2, 7\)$/m);
    const { stdout } = await runNin(['profile', 'network.json', '--use', './bottleneck.js', '--json'], {
      cwd,
    });
    // 3·3·3·4 + 4 and 4·4 + 4, then 4·4 + 4 and 3·3·4·8 + 8, then 8·4 + 4 and 3·3·4·7 + 7.
    expect((JSON.parse(stdout) as { totals: object }).totals).toMatchObject({
      params: 112 + 20 + 20 + 296 + 36 + 259,
    });
  });

  test('compares kinds', async () => {
    const grid = [
      '--vary',
      'network.blocks.1.filters=4,8',
      '--seeds',
      '1',
      '--epochs',
      '1',
      '--out',
      'ablation',
    ];
    const parameters = ['ablate', 'network.json', '--use', './bottleneck.js', ...small, ...grid];
    const { status, stderr } = await runNin(parameters, { cwd });
    expect([status, stderr]).toEqual([0, '']);
    const resumed = await runNin(['ablate', '--resume', '--out', 'ablation'], { cwd });
    expect(resumed.stdout).toContain('2 of 2 trainings are kept');
    expect(resumed.stderr).toBe(running(cwd, 'bottleneck.js', 'ablation/ablation.json'));
  });
});

describe('modules', () => {
  const cwd = kindProject('bottleneck');
  writeNetwork(cwd, 'bottleneck');
  const shapes = (...use: string[]) =>
    runNin(['shapes', 'network.json', ...use.flatMap((module) => ['--use', module])], { cwd });
  const write = (name: string, source: string) => writeFileSync(join(cwd, name), source);

  const common = `const { defineBlock } = require('@nin/blocks'), { channels } = require('@nin/blocks/fields'), { layers } = require('@tensorflow/tfjs-layers');
  const kind = defineBlock({ kind: 'bottleneck', description: '1×1.', fields: { filters: channels() }, build: ({ filters }) => layers.conv2d({ filters, kernelSize: 1 }) });`;

  test('may be CommonJS', async () => {
    write('common.cjs', `${common} module.exports = { kind };`);
    expect((await shapes('./common.cjs')).stdout).toMatch(/^block3 +BottleneckBlock/m);
  });

  test('may be a package, also one that can only be imported', async () => {
    const folder = join(cwd, 'deeper/node_modules/nin-bottleneck');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'main.js'), readFileSync(join(cwd, 'bottleneck.js')));
    const exports = { '.': { import: './main.js' } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', exports }));
    const parameters = ['shapes', '../network.json', '--use', 'nin-bottleneck'];
    const { stdout } = await runNin(parameters, { cwd: join(cwd, 'deeper') });
    expect(stdout).toMatch(/^block3 +BottleneckBlock/m);
  });

  test('may be TypeScript where Node takes types off', async () => {
    write(
      'typed.ts',
      readFileSync(join(cwd, 'bottleneck.js'), 'utf8').replace('{ name })', '{ name }: any)'),
    );
    const { stdout, stderr } = await shapes('./typed.ts');
    if ('typescript' in process.features) expect(stdout).toMatch(/^block3 +BottleneckBlock/m);
    else expect(stderr).toMatch(/^nin: --use \.\/typed\.ts must be JavaScript here, got .*\n$/);
  });

  test('may be named twice', async () => {
    expect(await shapes('./bottleneck.js', 'bottleneck.js')).toMatchObject({ status: 0, stderr: '' });
  });

  test.each([
    ['./none.js', /must name a file that is there, got '\.\/none\.js': there is no file .*none\.js$/],
    [
      'none',
      /must name a file or an installed package, got 'none': there is no file .* and no such package$/,
    ],
    ['fs', /must name a file or an installed package, got 'fs': .* and no such package$/],
    ['./empty.js', /must export a kind of block, as defineBlock returns it, got a module without exports$/],
    ['./other.js', /must export a kind of block, .*, got a module that exports one, two$/],
    ['./throws.js', /cannot be loaded: first line\\nsecond line$/],
    ['./half.js', /must export kinds of block: defineBlock: .*description/],
    ['./nin.cjs', /must give kinds of different names, got 'nin' of @nin\/blocks and of .*nin\.cjs$/],
  ])('%s is refused in one line', async (module, message) => {
    write('empty.js', 'export {};');
    write('other.js', 'export const [one, two] = [1, {}];');
    write('throws.js', 'throw new Error("first line\\nsecond line");');
    write('half.js', 'export const kind = { kind: "half", build() {}, fields: {} };');
    write('nin.cjs', `${common} exports.nin = { ...kind, kind: 'nin' };`);
    const { status, stdout, stderr } = await shapes(module);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr.replace('nin: --use ', '').replace(`${module} `, '').trim()).toMatch(message);
  });

  test('of two kinds with one name are refused', async () => {
    write('second.cjs', `${common} exports.again = kind;`);
    const { stderr } = await shapes('./bottleneck.js', './second.cjs');
    expect(stderr).toMatch(
      /^nin: --use must give kinds of different names, got 'bottleneck' of .*bottleneck\.js and of .*second\.cjs\n$/,
    );
  });
});

describe('a file that is no network for the command', () => {
  const cwd = kindProject('bottleneck');

  test.each<[kind: string, change: object, message: RegExp]>([
    [
      'bottlenek',
      {},
      /network\.json: block 2: kind must be one of 'nin', .*'bottleneck', got 'bottlenek' \(did you mean 'bottleneck'\?\); --use names the module of another kind$/,
    ],
    [
      'bottleneck',
      { inputShape: [28, 28, 1] },
      /network\.json: inputShape must be \[32,32,3\], .*, got \[28,28,1\]$/,
    ],
    ['bottleneck', { blocks: [] }, /network\.json: blocks must be an array of at least one block, got \[\]$/],
    [
      'bottleneck',
      { blocks: [{ kind: 'bottleneck', filters: 0 }] },
      /network\.json: block 1: filters must be a positive integer/,
    ],
  ])('%s %j', async (kind, change, message) => {
    writeNetwork(cwd, kind, change);
    const { status, stderr } = await runNin(train('--use', './bottleneck.js'), { cwd });
    expect(status).toBe(1);
    expect(stderr.trim()).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test.each([
    [
      ['train', 'none.json'],
      /FILE must be one of tiny, .* or a file that can be read, got none\.json: ENOENT/,
    ],
    [['train', 'bottleneck.js'], /bottleneck\.js must be JSON: /],
    [['shapes', 'network.json', '--spec', 'tiny'], /FILE can't go with --spec/],
    [['train', 'network.json', '--resume', '--out', 'run'], /FILE can't go with --resume/],
  ])('%j', async (parameters, message) => {
    const { status, stderr } = await runNin(parameters, { cwd });
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('is refused before there is a folder where its kind gives no other number of classes', async () => {
    const source = readFileSync(join(cwd, 'bottleneck.js'), 'utf8');
    const fixed = source
      .replace('fields: { filters:', 'fields: { width:')
      .replace('({ filters }', '({ width: filters }');
    writeFileSync(join(cwd, 'fixed.mjs'), fixed);
    writeNetwork(cwd, 'bottleneck', { blocks: [{ kind: 'bottleneck', width: 7 }] });
    const { status, stderr } = await runNin(train('--use', './fixed.mjs', '--backend', 'cpu'), { cwd });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^nin: withClasses: .* 'bottleneck' have no field filters, .*\n$/);
    expect(existsSync(join(cwd, 'run'))).toBe(false);
  });
});
