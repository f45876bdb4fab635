import '@tensorflow/tfjs-backend-cpu';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '@nin/testing';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { fileSystem, loadModel, ModelFileError } from '@nin/trainer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureOf, graphNetwork, outputsOf, recurrentNetwork, release } from './kinds-of-models';
import { mutated, type Json } from './mutated-json';
import { memoryHandler, tinyNetwork } from './tiny';

let root: string;
beforeAll(async () => {
  await tf.setBackend('cpu');
  root = await mkdtemp(join(tmpdir(), 'nin-load-hostile-'));
});
afterAll(() => rm(root, { recursive: true }));

describe('loadModel of hostile files', () => {
  async function topologyOf(model: tfl.LayersModel): Promise<tf.io.ModelArtifacts> {
    const memory = memoryHandler();
    await model.save(memory);
    return memory.artifacts!;
  }

  interface LayerJson {
    class_name: string;
    name?: string;
    config: Record<string, unknown>;
    inbound_nodes?: unknown;
  }

  /** What loading says of a model, some of whose layers were changed, in less than a second. */
  async function refusal(model: tfl.LayersModel, change: (layers: LayerJson[]) => void): Promise<string> {
    const artifacts = await topologyOf(model);
    change((artifacts.modelTopology as { config: { layers: LayerJson[] } }).config.layers);
    return refusalOf(artifacts);
  }

  async function refusalOf(artifacts: tf.io.ModelArtifacts): Promise<string> {
    const before = tf.memory().numTensors;
    const start = performance.now();
    const error = await failureOf(loadModel(tf.io.fromMemory(artifacts)));
    expect(performance.now() - start).toBeLessThan(1000);
    expect(tf.memory().numTensors).toBe(before);
    expect(error.problem).toBe('damaged');
    return error.message;
  }

  const small = () => tfl.sequential({ layers: [tfl.layers.dense({ units: 2, inputShape: [3] })] });

  test('allocates no weights but those that are there', async () => {
    const message = await refusal(small(), ([dense]) => (dense.config.units = 400_000_000));
    // Dense of 3 inputs and 2 units: 6 + 2 numbers.
    expect(message).toContain(
      'loadModel: the model must be a model that tfjs can build: ' +
        'its layers must have at most the 8 saved weight values, got more with kernel [3, 400000000]',
    );
    expect(await refusal(small(), ([dense]) => (dense.config.batch_input_shape = [null, 2 ** 27]))).toContain(
      'got more with kernel [134217728, 2]',
    );
    expect(await refusal(small(), ([dense]) => (dense.config.batch_input_shape = [null, 1e12]))).toContain(
      'must take inputs of at most 268435456 numbers, in batches of at most 4096, got [null,1000000000000]',
    );
    for (const units of [-1, 1.5, '1e9', null, [], {}, 1e300]) {
      await refusal(small(), ([dense]) => (dense.config.units = units));
    }
  });

  test('does not spin where the inputs of a layer never come', async () => {
    const stuck = async (change: (layers: LayerJson[]) => void) =>
      expect(await refusal(graphNetwork(), change)).toContain(
        'must connect its layers without cycles or gaps',
      );
    const last = (layers: LayerJson[]) => layers.at(-1)!;
    await stuck((layers) => (last(layers).inbound_nodes = [[['nowhere', 0, 0, {}]]]));
    await stuck((layers) => (last(layers).inbound_nodes = [[[last(layers).name, 0, 0, {}]]]));
    await stuck((layers) => (last(layers).inbound_nodes = [[[layers[0].name, 1, 0, {}]]]));
    await stuck((layers) => (layers[1].inbound_nodes = []));
    await stuck((layers) => (layers[0].class_name = 'Dense'));
    const named = await refusal(graphNetwork(), (layers) => (layers[1].config.name = 'other'));
    expect(named).toContain("must have unique layer names, each also in its configuration, got '");
    for (const nodes of [null, 7, [7], [[]], [[7]], [[['a']]], [[['a', -1]]], [[['a', '0']]]]) {
      expect(await refusal(graphNetwork(), (layers) => (layers[1].inbound_nodes = nodes))).toContain(
        'must list where the inputs of ',
      );
    }
  });

  test('refuses layers in layers, and more layers than anyone needs', async () => {
    const wrap = (layer: LayerJson, times: number): LayerJson =>
      times === 0
        ? layer
        : wrap({ class_name: 'Bidirectional', config: { name: `b${times}`, layer } }, times - 1);
    expect(await refusal(small(), (layers) => (layers[0] = wrap(layers[0], 40)))).toContain(
      'must not wrap layers in layers more than 4 times',
    );
    const nest = (layer: LayerJson, times: number): LayerJson =>
      times === 0
        ? layer
        : nest({ class_name: 'Sequential', config: { name: `s${times}`, layers: [layer] } }, times - 1);
    expect(await refusal(small(), (layers) => (layers[0] = nest(layers[0], 5000)))).toContain(
      'must not nest deeper than 200 levels',
    );
    // As deep as that is fine, and takes no longer.
    const deep = await topologyOf(small());
    const { layers } = (deep.modelTopology as { config: { layers: LayerJson[] } }).config;
    layers[0] = nest(layers[0], 40);
    const start = performance.now();
    expect((await loadModel(tf.io.fromMemory(deep))).countParams()).toBe(8);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(
      await refusal(small(), (layers) => layers.push(...Array<LayerJson>(6000).fill(layers[0]))),
    ).toContain('must have at most 5000 layers');
    expect(
      await refusal(small(), ([dense]) => (dense.config.more = Array<number>(2_000_000).fill(0))),
    ).toContain('must have at most 1000000 values');
  });

  test('says in one line what tfjs says in many, and prints nothing of the file', async () => {
    expect(await refusal(small(), ([dense]) => (dense.class_name = 'Unheard'))).toContain(
      'must be a model that tfjs can build: Unknown layer: Unheard.',
    );
    expect(await refusal(small(), ([dense]) => (dense.class_name = 'a\nFAKE\u001b[31m'))).not.toMatch(
      /\p{Cc}/u,
    );
    expect(await refusal(small(), ([dense]) => (dense.config.name = 'a\nFAKE'))).toContain(
      String.raw`must have names without control characters, got 'a`,
    );
  });

  test('refuses what is no layers model, or has no weights, or other weights', async () => {
    const artifacts = await topologyOf(small());
    const change = (more: object) => refusalOf({ ...artifacts, ...more });
    expect(await change({ modelTopology: undefined })).toContain('must be a tfjs model with a modelTopology');
    expect(await change({ modelTopology: { node: [] } })).toContain(
      'must be a layers model, got a graph model',
    );
    expect(await change({ weightData: undefined })).toContain('must have weights, got only a topology');
    expect(await change({ weightData: new ArrayBuffer(8) })).toContain(
      'must have 32 bytes by the shapes of the weights, got 8',
    );
    expect(await change({ weightData: new Float32Array(8).fill(NaN).buffer })).toContain(
      'must have finite weights',
    );
    const [kernel, bias] = artifacts.weightSpecs!;
    expect(await change({ weightSpecs: [{ ...kernel, dtype: 'float64' }, bias] })).toContain('dtype of tfjs');
    expect(await change({ weightSpecs: [{ ...kernel, name: 'other/kernel' }, bias] })).toContain(
      'Provided weight data has no target variable: other/kernel',
    );
    expect(await change({ weightSpecs: [{ ...kernel, shape: [2, 3] }, bias] })).toContain('must be a model');
  });

  test('600 changes of a model.json without checksums load, or are refused with a reason, quickly', async () => {
    const directory = join(root, 'fuzz');
    const path = join(directory, 'model.json');
    const start = performance.now();
    const next = seededRandom(11);
    let refused = 0;
    for (const network of [tinyNetwork, graphNetwork, recurrentNetwork]) {
      await network().save(fileSystem(directory));
      const good = JSON.parse(await readFile(path, 'utf8')) as { sha256?: string; weightsManifest: Json[] };
      delete good.sha256;
      for (const group of good.weightsManifest) delete (group as { sha256?: string }).sha256;
      for (let round = 0; round < 200; round++) {
        await writeFile(path, JSON.stringify(mutated(good, next)));
        const before = tf.memory().numTensors;
        const loaded = await loadModel(fileSystem(directory)).catch((error: unknown) => {
          expect(error).toBeInstanceOf(ModelFileError);
          expect((error as Error).message).toMatch(/^(fileSystem|loadModel): \P{Cc}*$/u);
          refused++;
          return undefined;
        });
        if (loaded) release(loaded);
        expect(tf.memory().numTensors).toBe(before);
        expect(tf.memory().numBytes).toBeLessThan(2 ** 26);
      }
    }
    expect(performance.now() - start).toBeLessThan(30_000);
    expect(refused).toBeGreaterThan(300);
    expect(refused).toBeLessThan(600);
  });

  test('400 changes of a model.json with checksums give the same outputs, or are refused', async () => {
    const directory = join(root, 'fuzz-checked');
    const path = join(directory, 'model.json');
    const model = graphNetwork();
    await model.save(fileSystem(directory));
    const outputs = await outputsOf(model);
    const good = JSON.parse(await readFile(path, 'utf8')) as Json;
    const next = seededRandom(12);
    const start = performance.now();
    let refused = 0;
    for (let round = 0; round < 400; round++) {
      await writeFile(path, JSON.stringify(mutated(good, next)));
      const loaded = await loadModel(fileSystem(directory)).catch((error: unknown) => {
        expect(error).toBeInstanceOf(ModelFileError);
        expect((error as Error).message).toMatch(/^fileSystem: \P{Cc}*$/u);
        refused++;
        return undefined;
      });
      if (!loaded) continue;
      expect(await outputsOf(loaded)).toEqual(outputs);
      release(loaded);
    }
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(refused).toBeGreaterThan(350);
  });
});
