import '@tensorflow/tfjs-backend-cpu';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { fileSystem, ModelFileError, saveCheckpoint, loadCheckpoint } from '@nin/trainer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stripes, tinyNetwork, weightsOf } from './tiny';

let root: string;
let directories = 0;
const newDirectory = () => join(root, `model-${++directories}`);

beforeAll(async () => {
  await tf.setBackend('cpu');
  root = await mkdtemp(join(tmpdir(), 'nin-trainer-'));
});
afterAll(() => rm(root, { recursive: true }));

const images = tf.tidy(() => Array.from(Float32Array.from(stripes(3).images, (byte) => byte / 255)));

function predictionsOf(model: tfl.LayersModel): number[] {
  return tf.tidy(() => {
    const outputs = model.predict(tf.tensor4d(images, [3, 4, 4, 1])) as tf.Tensor;
    return Array.from(outputs.dataSync());
  });
}

describe('fileSystem', () => {
  test('saves files that tfjs itself loads: the same predictions', async () => {
    const directory = newDirectory();
    const model = tinyNetwork();
    const result = await model.save(fileSystem(join(directory, 'deep', 'er')));
    expect(result.modelArtifactsInfo.modelTopologyType).toBe('JSON');
    expect(result.modelArtifactsInfo.weightDataBytes).toBe(4 * model.countParams());
    const loaded = await tfl.loadLayersModel(fileSystem(join(directory, 'deep', 'er')));
    expect(await weightsOf(loaded)).toEqual(await weightsOf(model));
    expect(predictionsOf(loaded)).toEqual(predictionsOf(model));
  });

  test('saves files that a plain reader understands: model.json and the weights it names', async () => {
    const directory = newDirectory();
    const model = tinyNetwork();
    await model.save(fileSystem(directory));
    const json = JSON.parse(await readFile(join(directory, 'model.json'), 'utf8')) as tf.io.ModelJSON;
    const [group, ...none] = json.weightsManifest;
    expect(none).toEqual([]);
    expect(await readdir(directory)).toEqual(['model.json', ...group.paths]);
    const bytes = await readFile(join(directory, group.paths[0]));
    const loaded = await tfl.loadLayersModel(
      tf.io.fromMemory({
        modelTopology: json.modelTopology,
        weightSpecs: group.weights,
        weightData: new Uint8Array(bytes).buffer,
      }),
    );
    expect(predictionsOf(loaded)).toEqual(predictionsOf(model));
  });

  test('saves files that load over HTTP', async () => {
    const directory = newDirectory();
    const model = tinyNetwork();
    await model.save(fileSystem(directory));
    const server = createServer((request, response) => {
      readFile(join(directory, request.url ?? '')).then(
        (bytes) => response.end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const loaded = await tfl.loadLayersModel(`http://127.0.0.1:${port}/model.json`);
      expect(predictionsOf(loaded)).toEqual(predictionsOf(model));
    } finally {
      server.close();
    }
  });

  test('saves files that predict the same in a fresh process with plain tfjs', async () => {
    const directory = newDirectory();
    const model = tinyNetwork();
    await model.save(fileSystem(directory));
    const program = `
      import * as tf from '@tensorflow/tfjs-core';
      import * as tfl from '@tensorflow/tfjs-layers';
      import '@tensorflow/tfjs-backend-cpu';
      import { readFileSync } from 'node:fs';
      const [directory, images] = process.argv.slice(1);
      const { modelTopology, weightsManifest: [group] } = JSON.parse(readFileSync(directory + '/model.json'));
      const weightData = new Uint8Array(readFileSync(directory + '/' + group.paths[0])).buffer;
      const model = await tfl.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: group.weights, weightData }));
      const outputs = model.predict(tf.tensor4d(JSON.parse(images), [3, 4, 4, 1]));
      console.log(JSON.stringify(Array.from(outputs.dataSync())));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', program, directory, JSON.stringify(images)],
      { cwd: import.meta.dirname },
    );
    expect(JSON.parse(stdout.split('\n').findLast((line) => line.startsWith('['))!)).toEqual(
      predictionsOf(model),
    );
  });

  test('keeps everything tfjs hands it: optimizer weights, training configuration, metadata', async () => {
    const directory = newDirectory();
    const model = tinyNetwork();
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    model.setUserDefinedMetadata({ classes: ['a', 'b'] });
    await model.fit(tf.tensor4d(images, [3, 4, 4, 1]), tf.zeros([3, 4]), { epochs: 1, verbose: 0 });
    await model.save(fileSystem(directory), { includeOptimizer: true });
    const loaded = await tfl.loadLayersModel(fileSystem(directory));
    expect(loaded.getUserDefinedMetadata()).toEqual({ classes: ['a', 'b'] });
    expect(loaded.optimizer.getClassName()).toBe('Adam');
    const moments = async (of: tf.Optimizer) =>
      (await of.getWeights()).map(({ tensor }) => Array.from(tensor.dataSync()));
    expect(await moments(loaded.optimizer)).toEqual(await moments(model.optimizer));
  });

  test('takes weights in one buffer or several, and none', async () => {
    const weightSpecs = [
      { name: 'a', shape: [2], dtype: 'float32' as const },
      { name: 'b', shape: [], dtype: 'int32' as const },
    ];
    const values = [Float32Array.of(1, 2).buffer, Int32Array.of(3).buffer];
    const directory = newDirectory();
    await fileSystem(directory).save({ modelTopology: {}, weightSpecs, weightData: values });
    const loaded = await fileSystem(directory).load();
    expect(loaded.weightSpecs).toEqual(weightSpecs);
    expect(Array.from(new Int32Array(loaded.weightData as ArrayBuffer).slice(2))).toEqual([3]);
    await fileSystem(directory).save({ modelTopology: { empty: true } });
    expect(await fileSystem(directory).load()).toMatchObject({
      modelTopology: { empty: true },
      weightSpecs: [],
    });
  });

  test('loads models in the shards tfjs writes elsewhere', async () => {
    const directory = newDirectory();
    const weights = [{ name: 'a', shape: [3], dtype: 'float32' }];
    await mkdir(directory);
    const manifest = [{ paths: ['group1-shard1of2.bin', 'group1-shard2of2.bin'], weights }];
    await writeFile(
      join(directory, 'model.json'),
      JSON.stringify({ modelTopology: {}, weightsManifest: manifest }),
    );
    await writeFile(join(directory, 'group1-shard1of2.bin'), new Uint8Array(Float32Array.of(1, 2).buffer));
    await writeFile(join(directory, 'group1-shard2of2.bin'), new Uint8Array(Float32Array.of(3).buffer));
    const { weightData } = await fileSystem(directory).load();
    expect(Array.from(new Float32Array(weightData as ArrayBuffer))).toEqual([1, 2, 3]);
    // Saving over it leaves nothing of it behind, and touches no other file.
    await writeFile(join(directory, 'notes.txt'), 'mine');
    await tinyNetwork().save(fileSystem(directory));
    const names = await readdir(directory);
    expect(names.filter((name) => !name.startsWith('weights-'))).toEqual(['model.json', 'notes.txt']);
    expect(names).toHaveLength(3);
  });

  test('saves one after the other what is saved at once', async () => {
    const directory = newDirectory();
    const handler = fileSystem(directory);
    const models = [1, 2, 3].map(tinyNetwork);
    await Promise.all(models.map((model) => model.save(handler)));
    expect(await readdir(directory)).toHaveLength(2);
    expect(predictionsOf(await tfl.loadLayersModel(handler))).toEqual(predictionsOf(models[2]));
  });

  test('loads while another saves', async () => {
    const directory = newDirectory();
    const [writer, reader] = [fileSystem(directory), fileSystem(directory)];
    const model = tinyNetwork();
    await model.save(writer);
    let saving = true;
    const saves = (async () => {
      for (let i = 0; i < 30; i++) await model.save(writer);
      saving = false;
    })();
    let loads = 0;
    while (saving) {
      expect((await reader.load()).weightSpecs).toHaveLength(model.weights.length);
      loads++;
    }
    await saves;
    expect(loads).toBeGreaterThan(0);
  });

  test('holds checkpoints', async () => {
    const directory = newDirectory();
    const model = tinyNetwork();
    await saveCheckpoint(fileSystem(directory), { model, optimizer: tf.train.sgd(0.1), epoch: 2 });
    const copy = tinyNetwork(50);
    const optimizer = tf.train.sgd(0.1);
    expect((await loadCheckpoint(fileSystem(directory), { model: copy, optimizer })).epoch).toBe(2);
    expect(await weightsOf(copy)).toEqual(await weightsOf(model));
  });
});

describe('fileSystem names the path and what is wrong', () => {
  const failure = async (work: Promise<unknown>): Promise<ModelFileError> => {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ModelFileError);
    return error as ModelFileError;
  };

  test('when there is no model', async () => {
    const directory = newDirectory();
    const path = join(directory, 'model.json');
    const error = await failure(fileSystem(directory).load());
    expect(error).toMatchObject({ name: 'ModelFileError', problem: 'missing', path });
    expect(error.message).toMatch(`fileSystem: ${path} cannot be read: ENOENT`);
  });

  test('when weights are missing, short or long', async () => {
    const directory = newDirectory();
    await tinyNetwork().save(fileSystem(directory));
    const name = (await readdir(directory)).find((file) => file.startsWith('weights-'))!;
    const path = join(directory, name);
    // Convolution 4·(3·3·1 + 1), batch normalization 4·4, dense 64·4 + 4: 316 floats.
    await truncate(path, 1260);
    expect(await failure(fileSystem(directory).load())).toMatchObject({
      problem: 'damaged',
      path,
      message: `fileSystem: ${path} must have 1264 bytes according to model.json, got 1260: it is truncated or belongs to another model`,
    });
    await truncate(path, 1268);
    expect((await failure(fileSystem(directory).load())).message).toContain('got 1268');
    await rm(path);
    expect(await failure(fileSystem(directory).load())).toMatchObject({ problem: 'missing', path });
  });

  test('when model.json is something else', async () => {
    const directory = newDirectory();
    await mkdir(directory);
    const path = join(directory, 'model.json');
    await writeFile(path, '{"modelTopology":');
    expect((await failure(fileSystem(directory).load())).message).toMatch(
      `fileSystem: ${path} must be JSON: `,
    );
    for (const other of ['{"name":"package"}', 'null', '[]', '{"modelTopology":{},"weightsManifest":[{}]}']) {
      await writeFile(path, other);
      expect(await failure(fileSystem(directory).load())).toMatchObject({
        problem: 'damaged',
        path,
        message: `fileSystem: ${path} must be a tfjs model, with a modelTopology and a weightsManifest, got other JSON`,
      });
    }
  });

  test('when the directory cannot be written', async () => {
    const file = newDirectory();
    await writeFile(file, 'a file');
    const directory = join(file, 'model');
    const error = await failure(tinyNetwork().save(fileSystem(directory)));
    expect(error).toMatchObject({ problem: 'unwritable', path: directory });
    expect(error.message).toMatch(`fileSystem: ${directory} cannot be written: ENOTDIR`);
    expect((await failure(fileSystem(directory).load())).problem).toBe('unreadable');
  });

  test('and what it cannot take', async () => {
    expect(() => fileSystem('')).toThrow("fileSystem: directory must be a path, got ''");
    const handler = fileSystem(newDirectory());
    await expect(handler.save({ modelTopology: new ArrayBuffer(1) })).rejects.toThrow(
      'fileSystem: modelTopology must be JSON, got an object',
    );
  });
});
