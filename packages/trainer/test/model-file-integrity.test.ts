import '@tensorflow/tfjs-backend-cpu';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { seededRandom } from '@nin/testing';
import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { describeModel, fileSystem, ModelFileError, saveDeployable } from '@nin/trainer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tinyNetwork, weightsOf } from './tiny';

let root: string;
let directories = 0;
beforeAll(async () => {
  await tf.setBackend('cpu');
  root = await mkdtemp(join(tmpdir(), 'nin-integrity-'));
});
afterAll(() => rm(root, { recursive: true }));

interface SavedModel {
  directory: string;
  modelFile: string;
  weightsFile: string;
}

async function savedModel(): Promise<SavedModel> {
  const directory = join(root, `model-${++directories}`);
  await tinyNetwork().save(fileSystem(directory));
  const weights = (await readdir(directory)).find((name) => name.endsWith('.bin'))!;
  return { directory, modelFile: join(directory, 'model.json'), weightsFile: join(directory, weights) };
}

type Json = Record<string, unknown> & { weightsManifest: Record<string, unknown>[] };

async function jsonOf(path: string): Promise<Json> {
  return JSON.parse(await readFile(path, 'utf8')) as Json;
}

async function damageOf(work: Promise<unknown>): Promise<ModelFileError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ModelFileError);
  expect((error as ModelFileError).message).not.toMatch(/\n/);
  return error as ModelFileError;
}

describe('checksums', () => {
  test('are the SHA-256 of the weights, and of the JSON in canonical form', async () => {
    const { modelFile, weightsFile } = await savedModel();
    const { sha256, ...rest } = await jsonOf(modelFile);
    expect(rest.weightsManifest[0].sha256).toBe(
      createHash('sha256')
        .update(await readFile(weightsFile))
        .digest('hex'),
    );
    // RFC 8785 by its other definition: keys in order at each depth.
    const sorted = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return value.map(sorted);
      const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
      return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
    };
    const canonical = JSON.stringify(sorted(rest));
    expect(sha256).toBe(createHash('sha256').update(canonical).digest('hex'));
  });

  test('find every damage to the weights: each byte of each float counts', async () => {
    const { directory, weightsFile } = await savedModel();
    const good = await readFile(weightsFile);
    const next = seededRandom(3);
    for (let round = 0; round < 100; round++) {
      const bytes = Uint8Array.from(good);
      bytes[Math.floor(next() * bytes.length)] ^= 1 << Math.floor(next() * 8);
      await writeFile(weightsFile, bytes);
      const error = await damageOf(fileSystem(directory).load());
      expect(error).toMatchObject({ problem: 'damaged', path: weightsFile });
      expect(error.message).toContain('must have the SHA-256 ');
    }
    await writeFile(weightsFile, good);
    await fileSystem(directory).load();
  });

  test('find every damage to model.json, or it means the same', async () => {
    const { directory, modelFile } = await savedModel();
    const good = await readFile(modelFile);
    const before = await fileSystem(directory).load();
    const next = seededRandom(4);
    let refused = 0;
    for (let round = 0; round < 400; round++) {
      const bytes = Uint8Array.from(good);
      bytes[Math.floor(next() * bytes.length)] ^= 1 << Math.floor(next() * 8);
      await writeFile(modelFile, bytes);
      const loaded = await fileSystem(directory)
        .load()
        .catch((error: unknown) => {
          expect(error).toBeInstanceOf(ModelFileError);
          expect((error as Error).message).toMatch(/^fileSystem: .*$/u);
          refused++;
          return before;
        });
      expect(loaded).toEqual(before);
    }
    expect(refused).toBeGreaterThan(390);
  });

  test('cannot be switched off by the damaged name of one', async () => {
    const { directory, modelFile } = await savedModel();
    const json = await jsonOf(modelFile);
    const { sha256, ...unsigned } = json;
    const withoutGroups = json.weightsManifest.map(({ sha256: _sum, ...group }) => group);
    const halves = [
      unsigned,
      { ...unsigned, sha255: sha256 },
      { ...json, weightsManifest: withoutGroups },
      { ...json, sha256: null },
    ];
    for (const half of halves) {
      await writeFile(modelFile, JSON.stringify(half));
      const error = await damageOf(fileSystem(directory).load());
      expect(error).toMatchObject({ problem: 'damaged', path: modelFile });
    }
    // A model of others has none.
    await writeFile(modelFile, JSON.stringify({ ...unsigned, weightsManifest: withoutGroups }));
    await fileSystem(directory).load();
  });

  test('stay in their file: what is loaded and saved elsewhere has none', async () => {
    const { directory } = await savedModel();
    const artifacts = await fileSystem(directory).load();
    expect(JSON.stringify(artifacts)).not.toContain('sha256');
    // A name of a field that others use is not taken for the checksum of what is saved.
    const again = join(root, 'again');
    await fileSystem(again).save({ ...artifacts, ...{ sha256: 'of something else' } });
    expect(await fileSystem(again).load()).toEqual(artifacts);
  });
});

describe('weights that are NaN or infinite', () => {
  async function brokenNetwork(value: number): Promise<tfl.LayersModel> {
    const model = tinyNetwork();
    const weights = await weightsOf(model);
    const last = weights.length - 1;
    const shapes = model.getWeights().map(({ shape }) => shape);
    weights[last][1] = value;
    tf.tidy(() => model.setWeights(weights.map((values, i) => tf.tensor(values, shapes[i]))));
    return model;
  }

  test('are not saved, and what was there stays', async () => {
    const { directory, modelFile } = await savedModel();
    const before = await readFile(modelFile);
    for (const value of [NaN, Infinity, -Infinity]) {
      const model = await brokenNetwork(value);
      const name = model.weights.at(-1)!.originalName;
      const error = await damageOf(model.save(fileSystem(directory)));
      expect(error).toMatchObject({ problem: 'non-finite', path: modelFile });
      expect(error.message).toBe(
        `fileSystem: ${modelFile} must be saved with finite weights, got NaN or infinity in '${name}': nothing was written`,
      );
    }
    expect(await readFile(modelFile)).toEqual(before);
    expect(await readdir(directory)).toHaveLength(2);
  });

  test('are not saved by saveDeployable, wherever to', async () => {
    const model = await brokenNetwork(NaN);
    describeModel(model, { classNames: ['a', 'b', 'c', 'd'], normalization: { mean: [0], std: [1] } });
    let saved = 0;
    const elsewhere = tf.io.withSaveHandler(() => {
      saved++;
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } });
    });
    const error = await damageOf(saveDeployable(elsewhere, model));
    expect(error.problem).toBe('non-finite');
    expect(error.message).toMatch(
      /^saveDeployable: .*must be saved with finite weights, got NaN or infinity in '/,
    );
    expect(saved).toBe(0);
  });

  test('are not loaded from a layers model, but from a graph model, whose constants may be infinite', async () => {
    const directory = join(root, 'others');
    const json = (more: object) =>
      JSON.stringify({
        modelTopology: {},
        weightsManifest: [
          { paths: ['a.bin'], weights: [{ name: 'a/kernel', shape: [2], dtype: 'float32' }] },
        ],
        ...more,
      });
    await fileSystem(directory).save({ modelTopology: {} });
    await writeFile(join(directory, 'a.bin'), new Uint8Array(Float32Array.of(1, NaN).buffer));
    for (const more of [{}, { format: 'layers-model' }]) {
      await writeFile(join(directory, 'model.json'), json(more));
      const error = await damageOf(fileSystem(directory).load());
      expect(error).toMatchObject({ problem: 'damaged', path: join(directory, 'model.json') });
      expect(error.message).toContain("must have finite weights, got NaN or infinity in 'a/kernel'");
    }
    for (const more of [{ format: 'graph-model' }, { modelTopology: { node: [] } }]) {
      await writeFile(join(directory, 'model.json'), json(more));
      const artifacts = await fileSystem(directory).load();
      const copy = join(root, 'graph');
      await fileSystem(copy).save(artifacts);
      expect(await fileSystem(copy).load()).toEqual(artifacts);
    }
  });
});
