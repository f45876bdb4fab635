import { availableParallelism } from 'node:os';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { makeSelectBackend } from '../src/selection/select-backend';
import { installTrainingKernels, listBackends, selectBackend, selfCheck } from '../src/index.node';

describe('selectBackend in Node', () => {
  test('auto selects wasm, with its reason and the reasons of the rejected backends', async () => {
    const info = await selectBackend();
    expect(info.name).toBe('wasm');
    expect(tf.getBackend()).toBe('wasm');
    expect(info.threads).toBe(Math.min(16, availableParallelism()));
    expect(info.software).toBe(false);
    expect(info.device).toContain('WebAssembly');
    expect(info.kernels).toContain('Conv2DBackpropFilter');
    expect(info.reason).toContain('6 numerical checks');
    expect(info.rejected.map(({ name }) => name)).toEqual(['webgpu', 'webgl']);
    expect(info.rejected[0].reason).toMatch(/^swiftshader.* is a software GPU, which is slower than wasm/i);
    expect(info.rejected[1].reason).toBe('Node has no WebGL');
  });

  test('selects the requested backend', async () => {
    expect(await selectBackend('cpu')).toMatchObject({
      name: 'cpu',
      reason: 'requested',
      kernels: expect.arrayContaining(['Cumsum']) as string[],
      rejected: [],
    });
    expect(tf.getBackend()).toBe('cpu');
  });

  test('throws for an unavailable backend and keeps the current one', async () => {
    await selectBackend('cpu');
    await expect(selectBackend('webgl')).rejects.toThrow(
      "selectBackend: no backend for 'webgl': webgl: Node has no WebGL",
    );
    expect(tf.getBackend()).toBe('cpu');
  });

  test('throws for an unknown backend', async () => {
    // @ts-expect-error the type forbids it too
    await expect(selectBackend('cuda')).rejects.toThrow(
      "selectBackend: preference must be one of 'auto', 'webgpu', 'webgl', 'wasm', 'cpu', got 'cuda'",
    );
  });

  test('can retry a backend that did not start', async () => {
    let starts = false;
    const select = makeSelectBackend([
      {
        name: 'cpu',
        load: async () => void (await import('@tensorflow/tfjs-backend-cpu')),
        starting: (_, start) => (starts ? start() : Promise.resolve(false)),
        describe: () => ({ device: 'processor', software: false, threads: 1 }),
      },
    ]);
    await selectBackend('wasm');
    await expect(select('cpu')).rejects.toThrow(/cpu: it did not start$/);
    expect(tf.getBackend()).toBe('wasm');
    starts = true;
    expect(await select('cpu')).toMatchObject({ name: 'cpu' });
  });

  test.each([0, -1, 1.5, NaN])('throws for %s threads', async (threads) => {
    await expect(selectBackend('wasm', { threads })).rejects.toThrow(
      `selectBackend: threads must be a positive integer, got ${threads}`,
    );
  });

  test('throws for too many threads', async () => {
    await expect(selectBackend('wasm', { threads: 1e9 })).rejects.toThrow(
      'selectBackend: threads must be a positive integer up to 128, got 1000000000',
    );
  });

  test('kernels: false keeps stock tfjs, and true installs the training kernels again', async () => {
    const info = await selectBackend('wasm', { kernels: false });
    expect(info.kernels).toEqual([]);
    expect(tf.getKernel('Conv2DBackpropFilter', 'wasm')).toBeUndefined();
    await selectBackend('wasm');
    expect(tf.getKernel('Conv2DBackpropFilter', 'wasm')).toBeDefined();
  });

  test('leaks no tensors', async () => {
    await selectBackend('wasm');
    const before = tf.memory().numTensors;
    await selectBackend('wasm');
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('installTrainingKernels', () => {
  const names = ['Conv2D', 'FusedConv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter'];
  const registered = () => names.map((name) => tf.getKernel(name, 'wasm') as object | undefined);

  test('the last undo restores exactly the stock kernels', async () => {
    await selectBackend('wasm', { kernels: false });
    const stock = registered();
    const undoFirst = installTrainingKernels('wasm');
    const ours = registered();
    expect(ours.every((kernel, i) => kernel !== undefined && kernel !== stock[i])).toBe(true);
    const undoSecond = installTrainingKernels('wasm');
    expect(registered()).toEqual(ours);
    undoFirst();
    undoFirst();
    expect(registered()).toEqual(ours);
    undoSecond();
    registered().forEach((kernel, i) => expect(kernel).toBe(stock[i]));
  });

  test('restored stock kernels still compute', async () => {
    await selectBackend('wasm', { kernels: false });
    installTrainingKernels('wasm')();
    const gradient = tf.tidy(() =>
      tf
        .grad((x) => tf.conv2d(x as tf.Tensor4D, tf.ones<tf.Rank.R4>([1, 1, 1, 1]), 1, 'same'))(
          tf.ones([1, 2, 2, 1]),
          tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]),
        )
        .dataSync(),
    );
    // The added filter gradient is uninstalled, so only the gradient by the image can be computed.
    expect(Array.from(gradient)).toEqual([1, 2, 3, 4]);
  });

  test('throws if the backend was not imported', () => {
    expect(() => installTrainingKernels('webgpu')).toThrow(
      "installTrainingKernels: backend must be one whose package was imported, got 'webgpu'",
    );
  });
});

describe('selfCheck', () => {
  test('fails with a message if a kernel is missing', async () => {
    await selectBackend('wasm', { kernels: false });
    const { passed, checks } = await selfCheck();
    expect(passed).toBe(false);
    const filterGradient = checks.find((check) => check.name === 'gradient by the filter');
    expect(filterGradient).toMatchObject({ passed: false, error: Infinity });
    expect(filterGradient?.message).toContain('Conv2DBackpropFilter');
  });

  test('fails if results are wrong, and then auto selects another backend', async () => {
    await selectBackend('wasm');
    const right = tf.getKernel('BatchMatMul', 'wasm');
    // Wrong by one part in a thousand, like a half-precision texture.
    tf.unregisterKernel('BatchMatMul', 'wasm');
    tf.registerKernel({
      ...right,
      kernelFunc: (call) => {
        const product = right.kernelFunc(call) as tf.TensorInfo;
        const scale = tf.getKernel('Multiply', 'wasm');
        const factor = tf.scalar(1.001);
        return scale.kernelFunc({ backend: call.backend, inputs: { a: product, b: factor } });
      },
    });
    try {
      expect((await selfCheck()).passed).toBe(false);
      const info = await selectBackend('auto');
      expect(info.name).toBe('cpu');
      expect(info.rejected.at(-1)?.name).toBe('wasm');
      expect(info.rejected.at(-1)?.reason).toMatch(
        /^failed the self-check: matrix product: relative error 1\.0e-3$/,
      );
    } finally {
      tf.unregisterKernel('BatchMatMul', 'wasm');
      tf.registerKernel(right);
    }
  });
});

describe('listBackends', () => {
  test('reports on every backend and keeps the current one', async () => {
    await selectBackend('wasm');
    const reports = await listBackends();
    expect(reports.map(({ name, available }) => [name, available])).toEqual([
      ['webgpu', true],
      ['webgl', false],
      ['wasm', true],
      ['cpu', true],
    ]);
    for (const report of reports.filter((one) => one.available)) {
      expect(report.matmulGflops).toBeGreaterThan(0);
      expect(report.checks?.every((check) => check.error < 1e-5)).toBe(true);
    }
    expect(tf.getBackend()).toBe('wasm');
  });
});
