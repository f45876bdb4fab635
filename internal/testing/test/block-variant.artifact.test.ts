import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyProject, packed, quietInstall, type EmptyProject } from '../src/empty-project';
import { foldersIn, repository } from '../src/workspace';

let project: EmptyProject;

const nin = (...parameters: string[]) => project.run('npx', ['nin', ...parameters]);

/** Puts a kind of block, its test and a network into an empty project that has the packages and the command as tarballs. */
beforeAll(async () => {
  project = await emptyProject();
  const tarballs = await packed(project, ['examples/node', ...foldersIn('packages')]);
  const others = [
    'valibot',
    '@tensorflow/tfjs-core',
    '@tensorflow/tfjs-layers',
    '@tensorflow/tfjs-backend-cpu',
  ];
  await project.run('npm', ['install', ...quietInstall, '--omit=optional', ...tarballs, ...others]);
  for (const name of ['bottleneck.js', 'network.json', 'test']) {
    await cp(join(repository, 'examples/block-variant', name), join(project.path, name), { recursive: true });
  }
});

afterAll(() => project.remove());

describe('a third-party block kind, with the packages as published', () => {
  test('passes the conformance test under node:test', async () => {
    const report = await project.run(process.execPath, ['--test']);
    expect(report).toMatch(/^\S+ pass [1-9]\d*$/m);
    expect(report).toMatch(/^\S+ fail 0$/m);
  });

  test('has a profile', async () => {
    const json = await nin('profile', 'network.json', '--use', './bottleneck.js', '--json');
    const { layers } = JSON.parse(json) as { layers: { name: string; params: number; macs: number }[] };
    // 16 channels to 8, on a map of 16×16: 16·8 weights and 8 biases.
    expect(layers.find(({ name }) => name === 'block2/reduce')).toMatchObject({
      params: 136,
      macs: 16 * 16 * 16 * 8,
    });
  });

  test('trains, goes on after a kill, evaluates and predicts', async () => {
    const small = ['--data', 'synthetic', '--limit-train', '64', '--limit-test', '32', '--batch-size', '16'];
    const use = ['network.json', '--use', './bottleneck.js', '--backend', 'wasm', '--epochs', '12'];
    const parameters = ['train', ...use, ...small, '--out', 'run'];
    const command = join(project.path, 'node_modules/@nin/cli/bin/nin.js');
    const child = spawn(process.execPath, [command, ...parameters], { cwd: project.path, stdio: 'ignore' });
    const ended = once(child, 'exit');
    while (!existsSync(join(project.path, 'run/history.csv')) && child.exitCode === null) await sleep(20);
    child.kill('SIGKILL');
    await ended;

    const { epochs } = await summary();
    expect(epochs.done).toBeLessThan(12);
    expect(await nin('train', '--resume', '--out', 'run')).toContain('Resuming after ');
    expect(await summary()).toMatchObject({ state: 'finished', epochs: { done: 12 } });
    expect(await nin('evaluate', 'run')).toMatch(/^Accuracy .* on 32 test images/m);
    await cp(join(repository, 'docs/run.png'), join(project.path, 'picture.png'));
    expect(await nin('predict', 'run', 'picture.png')).toMatch(/^picture\.png: .* %/m);
  });

  test('gives a model that plain TensorFlow.js loads', async () => {
    const script = `
      import '@tensorflow/tfjs-backend-cpu';
      import { io, zeros } from '@tensorflow/tfjs-core';
      import { loadLayersModel } from '@tensorflow/tfjs-layers';
      import { readFileSync } from 'node:fs';
      const { modelTopology, weightsManifest: [{ paths, weights }] } = JSON.parse(readFileSync('run/model/model.json'));
      const data = Buffer.concat(paths.map((path) => readFileSync('run/model/' + path)));
      const weightData = data.buffer.slice(data.byteOffset, data.byteOffset + data.length);
      const model = await loadLayersModel(io.fromMemory({ modelTopology, weightSpecs: weights, weightData }));
      console.log(model.predict(zeros([1, 32, 32, 3])).dataSync().reduce((sum, share) => sum + share, 0));`;
    const output = await project.run(process.execPath, ['--input-type=module', '--eval', script]);
    // Probabilities add up to one.
    expect(Number(output.trim().split('\n').at(-1))).toBeCloseTo(1, 5);
  });
});

async function summary(): Promise<{ epochs: { done: number } }> {
  const text = await readFile(join(project.path, 'run/summary.json'), 'utf8');
  return JSON.parse(text) as { epochs: { done: number } };
}
